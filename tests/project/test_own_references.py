"""How to cite the package, the corpus and the codebook: three styles, each well formed, each of what was used."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml

from fazhi_research.__main__ import main
from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build
from fazhi_research.project.own_references import AUTHOR, OwnReference, cited, own_references


def test_gbt7714_has_author_title_version_and_kind(root: Path) -> None:
    package, corpus, codebook = cited(own_references(Project(root)), "gbt7714").splitlines()
    assert re.fullmatch(rf"{AUTHOR}\. fazhi-research: .+: version [\d.]+\[CP\]\.", package)
    assert re.fullmatch(rf"{AUTHOR}\. .+法治政府建设.+: version sha256 [0-9a-f]{{16}}\[DS\]\.", corpus)
    assert codebook.endswith(f"version {read_codebook().version}[DS].")


def test_bibtex_is_balanced_and_escaped(root: Path) -> None:
    text = cited(own_references(Project(root)), "bibtex")
    assert re.findall(r"(?m)^@misc\{([\w-]+),$", text) == [
        "fazhi-research",
        "fazhi-corpus",
        "fazhi-codebook",
    ]
    assert text.count("{") == text.count("}")
    odd = cited({"corpus": OwnReference("key", "DS", "50% of {a_b} & #1", "1")}, "bibtex")
    assert r"title = {{50\% of \{a\_b\} \& \#1}}" in odd


def test_cff_is_yaml_with_what_the_format_asks_for(root: Path) -> None:
    held = yaml.safe_load(cited(own_references(Project(root)), "cff"))
    assert {"cff-version", "message", "title", "authors", "version", "type"} <= held.keys()
    assert [one["type"] for one in held["references"]] == ["data", "data"]
    assert all(one["authors"][0]["name"] and one["title"] and one["version"] for one in held["references"])
    quoted = yaml.safe_load(cited({"package": OwnReference("key", "CP", r'a "b" \ c: d', "1")}, "cff"))
    assert quoted["title"] == r'a "b" \ c: d' and "references" not in quoted


def test_the_file_in_the_repository_says_the_same_of_the_package(root: Path) -> None:
    file = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    held = yaml.safe_load(cited(own_references(Project(root)), "cff"))
    for key in ("title", "version", "authors", "license", "type", "cff-version"):
        assert held[key] == file[key], key


def test_a_corpus_of_ones_own_is_cited_as_such(copy: Project) -> None:
    build(copy)
    shipped = cited(own_references(copy), "gbt7714")
    assert shipped == cited(own_references(), "gbt7714")
    manifest = pd.read_csv(copy.raw / "manifest.csv", dtype=str, keep_default_na=False)
    gone = manifest["file"].iloc[-1]
    manifest[manifest["file"] != gone].to_csv(copy.raw / "manifest.csv", index=False)
    (copy.raw / gone).unlink()
    build(copy)
    own = own_references(copy)
    assert own["corpus"].author == "" and own["codebook"].author == AUTHOR
    assert cited({"corpus": own["corpus"]}, "gbt7714").startswith(
        "Policy documents: 4 files: version sha256 "
    )
    assert "to be filled in" in cited(own, "cff")


def test_the_command_prints_what_was_asked_for(copy: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "--project", str(copy.root), "--style", "gbt7714", "codebook"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1 and "[DS]" in printed
    assert main(["cite", "--project", str(copy.root)]) == 0
    printed = capsys.readouterr().out
    assert "[CP]" in printed and "@misc{fazhi-corpus," in printed and "cff-version: 1.2.0" in printed
    assert main(["cite", "book"]) == 2
    assert "'book' cannot be cited: choose from package, corpus, codebook" in capsys.readouterr().err


def test_the_command_prints_methods(copy: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods", "--project", str(copy.root)]) == 2
    assert "run `fazhi build` first" in capsys.readouterr().err
    build(copy)
    assert main(["methods", "--project", str(copy.root), "--language", "zh"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("## 方法\n\n语料为 11 份文件") and "## Methods" not in printed


def test_another_style_is_refused() -> None:
    with pytest.raises(FazhiError, match="style='apa' is unknown: choose one of gbt7714, bibtex, cff"):
        cited({}, "apa")
