"""Fuzzes the readers and the parser with coverage-guided input, for as long as one likes.

    python tools/fuzz.py text --minutes 10       # text, html, docx, pdf or zip
    python tools/fuzz.py docx --minutes 60 --found build/fuzz

Needs atheris (`pip install atheris`; Linux and macOS), which is no dependency of the package. `text` turns each byte into a piece of a document
(a mark, a label, a unit, a bracket, a line end), the others give the bytes to the reader of the format, beginning from small files that are
right. Nothing but `ReadError` may come out of a reader, and what is read must keep the laws: documents and what is outside them tile the
text, the outline tiles each document, every place lies in it. Input that breaks this is kept in the folder of `--found`.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

#: what a document is made of; a byte picks one of them
PIECES = (
    "一、 二、 三、 (一) （二） 1. 2． 3、 (1) ① 第一章 第二条 一是 二要 第一, 首先， 任务一： 1.1 — \n \n\n 　 。 ， ； : 、 （ ） ( ) 〔 〕 [ ] 【 】 《 》 〈 〉 < > “ ” | \t "
    "牵头单位： 责任单位: 配合单位： 完成时限： 责任领导： 目标： 牵头 负责 配合 参加 会同 由 指导 分别负责 按职责分工负责 排在第一位的为牵头单位，下同 以下均需各市人民政府配合，不再列出 "
    "市财政局 区政府法制办 省发展改革委 各有关部门 各县（市、区）政府（管委会） 东新区、西新区管委会 各街道(社区) 等 和 及 与 "
    "总体要求 保障措施 健全制度 认真落实各项任务 各级政府应当依法履行职责 不得少于 不低于40学时 100% 30日内 每半年 2022年年底前 6月底 “十四五”时期 持续推进 20**年 X月 "
    "国发〔2010〕33号 〔2021〕7号 第706号令 《法治政府建设实施纲要（2021—2025年）》 以下简称《纲要》 第三条第二款 —5— 【篇一】 第一篇： 来源： 上一篇： 小编 &nbsp; <br> "
    "序号 任务 牵头单位 責任單位 健全監督體系 務(wù) 二〇一一年二月二十五日 某市人民政府 关于印发实施方案的通知 0 9 a é \u200b \ufeff \u2028 \ud83d 🙂 \x00"
).split(" ")


def pieces(data: bytes) -> str:
    """The text that bytes stand for, a piece for each."""
    return "".join(PIECES[byte % len(PIECES)] or " " for byte in data)


def check(text: str, name: str) -> None:
    """Parse a text and assert that the laws hold."""
    from fazhi_research.reading.corpus import file_documents
    from fazhi_research.reading.files import SourceFile
    from fazhi_research.tables import COLUMNS, file_rows

    held = file_documents(SourceFile(name, text, "0" * 64, "utf-8"))
    spans = sorted([one.span for one in held.documents] + [one.span for one in held.outside])
    assert "".join(span.of(text) for span in spans) == text, "documents and outside do not tile the file"
    for document in held.documents:
        outline = document.outline
        own = [outline.opening, *(section.own for section in outline.sections)]
        assert "".join(span.of(document.text) for span in own) == document.text, "the outline does not tile"
    rows = file_rows(held)
    lengths = {one.document: len(one.text) for one in held.documents}
    for table in ("sections", "tasks", "assignments", "deadlines", "targets", "citations", "doubts"):
        first, last = COLUMNS[table].index("start"), COLUMNS[table].index("stop")
        for row in rows[table]:
            start, stop = row[first], row[last]
            assert isinstance(start, int) and isinstance(stop, int)
            assert 0 <= start <= stop <= lengths[str(row[0])], f"a place outside the document in {table}"


def target(kind: str) -> Callable[[bytes], None]:
    """The function that a fuzzer calls with bytes."""
    if kind == "text":
        return lambda data: check(pieces(data), "drawn.txt")
    if kind == "zip":
        return _archive

    from fazhi_research.errors import ReadError
    from fazhi_research.reading.files import READERS

    reader = READERS[f".{kind}"]

    def read(data: bytes) -> None:
        with contextlib.suppress(ReadError):
            text = reader(data).text
            if text.strip():
                check(text[:20_000], f"drawn.{kind}")

    return read


def _archive(data: bytes) -> None:
    """Read all that an archive of these bytes holds, as a folder of the user's would be."""
    from fazhi_research.errors import ReadError
    from fazhi_research.reading.files import read_file, readable_files

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.zip"
        path.write_bytes(data)
        for file in readable_files(path):
            with contextlib.suppress(ReadError):
                read_file(file)


def seeds(kind: str) -> Iterable[bytes]:
    """Small files that are right, to begin from."""
    from tests.reading import made_files as made

    page = "<html><body><h1>某市实施方案</h1><p>一、总体要求</p><table><tr><th>任务</th><th>牵头单位</th></tr></table></body></html>"
    document = made.docx(made.p("一、总体要求") + made.p("1.健全制度。（牵头单位：市财政局）"))
    return {
        "text": [bytes(range(len(PIECES))), bytes(range(0, len(PIECES), 3))],
        "html": [page.encode(), page.encode("gb18030")],
        "docx": [document],
        "pdf": [made.pdf(["First line", "Second line"])],
        "zip": [made.zipped({"a.txt": "一、总体要求".encode(), "b/c.docx": document})],
    }[kind]


def main() -> int:
    """Run the fuzzer; exit code 1 if something was found."""
    parser = argparse.ArgumentParser(description="Fuzz a reader or the parser.")
    parser.add_argument("kind", choices=("text", "html", "docx", "pdf", "zip"))
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--found", type=Path, default=ROOT / "build" / "fuzz")
    given = parser.parse_args()
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: pip install atheris (Linux or macOS, CPython)", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["fazhi_research"]):
        one = target(given.kind)
        check("一、总体要求", "warm.txt")
    corpus = given.found / f"{given.kind}-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(given.kind)):
        (corpus / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={int(given.minutes * 60)}", f"-artifact_prefix={given.found}/{given.kind}-"]
    options += ["-timeout=20", "-rss_limit_mb=3000", "-max_len=4096", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
