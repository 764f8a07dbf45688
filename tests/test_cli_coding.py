"""Coding on the command line: themes, schemes and codebooks of one's own."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import PLAN, content, fazhi, refused, rows

CODED = PLAN.replace("健全机制。", "健全“放管服”机制。应当公开。")


def test_coding_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(CODED, encoding="utf-8")
    assert fazhi("parse", path, "--out", "plain", cwd=tmp_path).returncode == 0
    assert rows(tmp_path / "plain/codings.csv") == [] == rows(tmp_path / "plain/modalities.csv")
    assert fazhi("parse", path, "--out", "coded", "--code", cwd=tmp_path).returncode == 0
    found = {(row["scheme"], row["theme"], row["term"]) for row in rows(tmp_path / "coded/codings.csv")}
    assert ("themes", "FUN", "放管服") in found and ("instruments", "AUT", "应当") in found
    assert [row["cue"] for row in rows(tmp_path / "coded/modalities.csv")] == [
        "应当",
        "做好",
    ]  # 完善 stands in a caption
    for name in ("tasks", "sections", "assignments", "documents"):
        assert (tmp_path / f"plain/{name}.csv").read_bytes() == (tmp_path / f"coded/{name}.csv").read_bytes()
    assert fazhi("parse", path, "--out", "nato", "--scheme", "nato", cwd=tmp_path).returncode == 0
    assert {row["scheme"] for row in rows(tmp_path / "nato/codings.csv")} == {"nato"}


def test_a_codebook_of_ones_own_is_used_by_every_process(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"{CODED}{number}", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    book = tmp_path / "mine/codebook_terms.csv"
    book.write_text(
        "scheme,theme,term,first,last,kind,source\nthemes,ORG,放管服,,,matter,\n", encoding="utf-8"
    )
    for jobs in ("1", "2"):
        done = fazhi("parse", folder, "--out", jobs, "-j", jobs, "--codebook", "mine", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert content(tmp_path / "1") == content(tmp_path / "2")
    terms = [row for row in rows(tmp_path / "1/codings.csv") if row["term"] == "放管服"]
    assert [row["theme"] for row in terms] == ["ORG"] * 4


def test_preambles_are_left_out_and_a_yaml_codebook_is_read(tmp_path: Path) -> None:
    text = "关于推进法治政府建设的方案\n一、指导思想\n坚持以人民为中心。\n二、主要任务\n(一)深化“放管服”改革。推行沙盒监管。\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    book = "terms:\n- {scheme: themes, theme: FUN, term: 沙盒监管, kind: matter}\n"
    (tmp_path / "mine.yaml").write_text(book, encoding="utf-8")
    found = {}
    for out, more in (("with", []), ("without", ["--no-preambles"])):
        done = fazhi("parse", "plan.txt", "--out", out, "--codebook", "mine.yaml", *more, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        found[out] = {row["term"] for row in rows(tmp_path / out / "codings.csv")}
    assert found["with"] - found["without"] >= {"以人民为中心"}
    assert {"放管服", "沙盒监管"} <= found["without"] and "以人民为中心" not in found["without"]


def test_faults_of_a_codebook_show_before_any_work(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    refused(
        fazhi("parse", plan, "--out", "out", "--codebook", tmp_path / "none", cwd=tmp_path),
        "no table of a codebook",
    )
    (tmp_path / "codebook_terms.csv").write_text("scheme,theme\n", encoding="utf-8")
    refused(
        fazhi("parse", plan, "--out", "out", "--codebook", tmp_path, cwd=tmp_path),
        "codebook_terms.csv, line 1: column term, first, last, kind, source is missing",
    )
    refused(
        fazhi("parse", plan, "--out", "out", "--scheme", "tools", cwd=tmp_path),
        "--scheme tools: no such scheme; there are themes, instruments",
    )
    assert not (tmp_path / "out/documents.csv").exists()
