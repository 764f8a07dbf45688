"""What is fuzzed: for each kind small inputs that are right, words to strew in, and what must hold of any bytes."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import random
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tools import fuzz_folders as folders
from tools import fuzz_made as made

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.coding.choices import CodingChoice

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


def check(text: str, name: str, *, coded: bool | CodingChoice = False) -> None:
    """Parse a text and assert that the laws hold."""
    from fazhi_research.coding.choices import CodingChoice
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
    rows = file_rows(held, coded=CodingChoice() if coded is True else coded or None)
    lengths = {one.document: len(one.text) for one in held.documents}
    for table in (
        "sections",
        "tasks",
        "assignments",
        "deadlines",
        "targets",
        "citations",
        "codings",
        "modalities",
        "doubts",
    ):
        first, last = COLUMNS[table].index("start"), COLUMNS[table].index("stop")
        for row in rows[table]:
            start, stop = row[first], row[last]
            assert isinstance(start, int) and isinstance(stop, int)
            assert 0 <= start <= stop <= lengths[str(row[0])], f"a place outside the document in {table}"


@dataclass(frozen=True)
class Kind:
    """Inputs that are right, words that mean something in such input, the function that is called with bytes, one that draws inputs of the right form (模糊测试对象)."""

    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]
    run: Callable[[bytes], None]
    made: Callable[[random.Random], bytes] | None = None


@cache
def kinds() -> dict[str, Kind]:
    """All that can be fuzzed, by name."""
    return {
        "text": Kind((bytes(range(len(PIECES))), bytes(range(0, len(PIECES), 3))), (), lambda data: check(pieces(data), "drawn.txt")),
        "page": Kind(_pages(), tuple(piece.encode("utf-8", "surrogatepass") for piece in PIECES), _page),
        **{suffix: Kind(_documents(suffix), _WORDS[suffix], _reader(suffix)) for suffix in ("html", "docx", "xlsx", "mhtml", "pdf")},
        "zip": Kind(_archives(), _WORDS["zip"], _archive),
        "codebook": Kind(_codebooks(), _WORDS["codebook"], _codebook, made.codebook),
        "manifest": Kind((b"file,document\nplan.txt,a\n",), _WORDS["manifest"], _manifest, made.manifest),
        "sheet": Kind(_sheets(), _WORDS["docx"], _sheet, made.sheet if _sheets() else None),
        "graph": Kind(_graphs(), _WORDS["graph"], _graph, made.graph),
        "tables": Kind((folders.folder(folders.right_tables()),), _WORDS["manifest"], _tables, folders.tables),
        "parquet": Kind((), (), _tables, folders.parquet if importlib.util.find_spec("pyarrow") else None),
        "seals": Kind((), _WORDS["graph"], _seals, folders.seals),
    }  # fmt: skip


_WORDS = {
    "html": tuple(b"<table> </table> <td\tcolspan=9> <tr> <!-- --> <![CDATA[ ]]> <script> <plaintext> <svg> &# &amp; <!DOCTYPE <base charset=utf-7 \x00".split(b" ")),
    "docx": tuple(b"<w:p> </w:p> <w:tbl> <w:tr> <w:tc> <w:gridSpan w:val='99'/> <w:vMerge/> <w:numPr> <!DOCTYPE <!ENTITY &x; xmlns ]]> w:val='-1' encoding='x' 999999999999".split(b" ")),
    "xlsx": tuple(b"<row <c </c> <v> <is><t> t='s' t='d' t='e' t='n' r='XFD1048576' s='99' <f> <mergeCell <sheet state= <numFmt <xf <!DOCTYPE &x; 1e999 NaN -1 99999999".split(b" ")),
    "mhtml": tuple(b"MIME-Version: Content-Type: multipart/related text/html boundary= start= charset=utf-7 base64 quoted-printable message/rfc822 =3D ----b -- \r \x00".split(b" ")),
    "pdf": tuple(b"obj endobj stream endstream xref trailer /Kids[2] /Count 99999999 /Filter/FlateDecode R << >> /Length -1 %%EOF /Encrypt".split(b" ")),
    "zip": (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"../", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00"),
    "codebook": tuple("- { } [ ] & * !! ? : \n \t ' \" | > % @ ` --- ... <<: scheme theme term 依法 2021 no ~ \ufeff , \r".encode().split(b" ")),
    "manifest": tuple("file document sha256 genre ../ / \\ , \n \" plan.txt 2021-02-30 20** \ufeff".encode().split(b" ")),
    "graph": tuple(b"<node <edge id= </graph> <!DOCTYPE <!ENTITY &x; { } [ ] null 1e999 NaN \\u0000 *Vertices *Arcs data: dl Source,Target , \" =1+1 \x00".split(b" ")),
}  # fmt: skip


def _pages() -> tuple[bytes, ...]:
    """Stretches of real documents: the wording that rules were written for, and the pages that broke them once."""
    from fazhi_research.reading.corpus import shipped

    whole = [path.read_bytes() for path in sorted(shipped().glob("*.txt"))]
    stretches = [data[start : start + 3000] for data in whole for start in range(0, len(data), 12_000)]
    passages = sorted(
        (Path(__file__).parent.parent / "tests" / "gold" / "layouts" / "passages").glob("*.json")
    )
    return (
        *stretches,
        *(json.loads(path.read_text(encoding="utf-8"))["text"].encode()[:3000] for path in passages),
    )


def _page(data: bytes) -> None:
    """A text of these bytes, coded as well; what is no UTF-8 becomes the sign for that."""
    check(data.decode("utf-8", "replace"), "drawn.txt", coded=True)


def _documents(kind: str) -> tuple[bytes, ...]:
    from tests.reading import made_files

    page = "<html><body><h1>某市实施方案</h1><p>一、总体要求</p><table><tr><th>任务</th><th>牵头单位</th></tr></table></body></html>"
    table = f"<w:tbl><w:tr><w:tc>{made_files.p('健全制度')}</w:tc><w:tc>{made_files.p('市财政局')}</w:tc></w:tr></w:tbl>"
    body = (
        made_files.p("一、总体要求")
        + made_files.p("1.健全制度。（牵头单位：市财政局）", lists=(1, 0))
        + table
    )
    return {
        "html": (page.encode(), page.encode("gb18030")),
        "docx": (
            made_files.docx(body, numbering=made_files.lists(made_files.level(0, "chineseCounting", "%1、"))),
        ),
        "xlsx": (
            made_files.workbook(
                [["序号", "任务", "牵头单位", "时限"], [1, "健全制度", "市财政局", 45000.5]],
                formats={"D2": "yyyy/m/d"},
            ),
        ),
        "mhtml": (
            made_files.mhtml(
                ("Content-Type: text/html", "quoted-printable", page.encode()),
                ("Content-Type: image/png", "base64", b"x"),
            ),
        ),
        "pdf": (
            made_files.pdf(["First line", "Second line"]),
            made_files.pdf(["一、总体要求", "健全制度。"], packed=True),
        ),
    }[kind]


def _reader(kind: str) -> Callable[[bytes], None]:
    from fazhi_research.errors import ReadError
    from fazhi_research.reading.files import READERS

    reader = READERS[f".{kind}"]

    def read(data: bytes) -> None:
        with contextlib.suppress(ReadError):
            text = reader(data).text
            if text.strip():
                check(text[:20_000], f"drawn.{kind}")

    return read


def _archives() -> tuple[bytes, ...]:
    from tests.reading import made_files

    return (made_files.zipped({"a.txt": "一、总体要求".encode(), "b/c.docx": _documents("docx")[0]}),)


def _archive(data: bytes) -> None:
    """Read all that an archive of these bytes holds, as a folder of the user's would be."""
    from fazhi_research.errors import ReadError
    from fazhi_research.reading.files import read_file, readable_files

    with _file("drawn.zip", data) as path:
        for file in readable_files(path):
            with contextlib.suppress(ReadError):
                read_file(file)


def _codebooks() -> tuple[bytes, ...]:
    rows = "terms:\n- {scheme: themes, theme: DIG, term: 政务大模型, first: 2025, kind: matter}\ncontexts:\n- scheme: themes\n  term: 行政复议\n  within: 行政复议书\n"
    table = "scheme,theme,term,first,last,kind,source\nthemes,DIG,政务大模型,2025,,matter,虚构文件\n"
    return rows.encode(), rows.encode("gb18030"), table.encode(), table.encode("utf-8-sig")


def _codebook(data: bytes) -> None:
    from fazhi_research.coding.choices import CodingChoice
    from fazhi_research.coding.codebooks import read_codebook
    from fazhi_research.errors import LexiconError

    for name in ("codebook.yaml", "codebook_terms.csv"):
        with _file(name, data) as path, contextlib.suppress(LexiconError):
            read_codebook(path.parent)
            check(
                "一、总体要求\n建设政务大模型，做好算法备案和行政复议。",
                "drawn.txt",
                coded=CodingChoice(folder=str(path.parent)),
            )


def _manifest(data: bytes) -> None:
    from fazhi_research.errors import FazhiError
    from fazhi_research.project import Project
    from fazhi_research.project.registration import register
    from fazhi_research.project.validation import validate
    from fazhi_research.reading.corpus import read_corpus

    with _file("data/raw/manifest.csv", data) as path, contextlib.suppress(FazhiError):
        (path.parent / "plan.txt").write_text("一、总体要求\n依法行政。", encoding="utf-8")
        with contextlib.suppress(FazhiError):
            read_corpus(path.parent)
        project = Project(path.parent.parent.parent)
        validate(project)
        register(project)
        read_corpus(path.parent)


def _sheets() -> tuple[bytes, ...]:
    try:
        from openpyxl import Workbook
    except ImportError:
        return ()
    held = io.BytesIO()
    book = Workbook()
    book.active.append(["row", "words", "primary"])
    book.active.append(["ABCDEF", "健全制度", "FUN"])
    book.save(held)
    return (held.getvalue(), b"row,words,primary\nABCDEF,\xe5\x81\xa5\xe5\x85\xa8,FUN\n")


def _sheet(data: bytes) -> None:
    """Read as a sheet, as a filled one with itself for its key, and as a table of ties."""
    import pandas as pd

    from fazhi_research.errors import FazhiError
    from fazhi_research.project.edge_tables import read_edges
    from fazhi_research.project.filled_sheets import read_coding_sheets
    from fazhi_research.project.sheets import read_grid

    codes = pd.DataFrame({"theme": ["FUN", "DIG"], "label": ["职能", "数字"]})
    for name in ("sheet.xlsx", "sheet.csv"):
        with _file(name, data) as path:
            for read in (
                read_grid,
                read_edges,
                lambda held: read_coding_sheets([held], keys=[held], codebook=codes),
            ):
                with contextlib.suppress(FazhiError):
                    read(path)


def _graphs() -> tuple[bytes, ...]:
    import networkx as nx

    from fazhi_research.project.exchange.files import save_graph

    graph: nx.Graph[str] = nx.Graph(kind="shared-tasks")
    graph.add_node("甲", label="市司法局", kind="agency")
    graph.add_edge("甲", "乙", weight=2, note="=1")
    with tempfile.TemporaryDirectory() as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a format cannot hold
            for suffix in (".graphml", ".gexf", ".json", ".net", ".dl", ".csv"):
                save_graph(graph, Path(folder) / f"a{suffix}")
        return tuple(path.read_bytes() for path in sorted(Path(folder).iterdir()))


def _graph(data: bytes) -> None:
    from fazhi_research.errors import FazhiError
    from fazhi_research.project.exchange.files import read_graph

    for suffix in (".graphml", ".gexf", ".json", ".hif.json", ".net", ".dl", ".csv"):
        with _file(f"a{suffix}", data) as path, contextlib.suppress(FazhiError):
            read_graph(path)


def _tables(data: bytes) -> None:
    """Read a folder of tables whole and in chunks; what is read has the columns and kinds of the contract."""
    from fazhi_research.errors import TableError
    from fazhi_research.project.chunks import TEXTS, read_chunks
    from fazhi_research.tables import COLUMNS, read_table, read_texts

    with _folder(data) as folder:
        for table in COLUMNS:
            with contextlib.suppress(TableError):
                _require_kinds(table, read_table(folder, table))
            with contextlib.suppress(TableError):
                for (chunk,) in read_chunks(folder, table, documents=2):
                    _require_kinds(table, chunk)
        with contextlib.suppress(TableError):
            read_texts(folder)
        with contextlib.suppress(TableError):
            list(read_chunks(folder, "tasks", "assignments", TEXTS, documents=1))


def _require_kinds(table: str, frame: pd.DataFrame) -> None:
    from fazhi_research.tables import KINDS

    names = {"s": "string", "i": "Int64", "f": "Float64", "b": "boolean"}
    for column, kind in KINDS[table].items():
        assert str(frame[column].dtype) == names[kind], f"{table}.{column} is {frame[column].dtype}"


def _seals(data: bytes) -> None:
    """Do with a project all that reads its records."""
    from fazhi_research.errors import FazhiError
    from fazhi_research.project import Project
    from fazhi_research.project.checks import check as project_check
    from fazhi_research.project.checks import foreign_files
    from fazhi_research.project.methods import methods
    from fazhi_research.project.numbers import read_numbers, write_numbers
    from fazhi_research.project.own_references import own_references

    with _folder(data) as root:
        project = Project(root)
        for work in (
            project_check, foreign_files, lambda held: methods(held).text("both"), lambda held: read_numbers(held.figures),
            lambda held: write_numbers(held, held.figures), own_references,
        ):  # fmt: skip
            with contextlib.suppress(FazhiError):
                work(project)


@contextlib.contextmanager
def _folder(data: bytes) -> Iterator[Path]:
    """The members of an archive as files in a folder of their own, for a moment."""
    with tempfile.TemporaryDirectory() as folder:
        for name, inner in unpacked(data).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(inner)
        yield Path(folder)


@contextlib.contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    """A file of these bytes in a folder of its own, for a moment."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield path


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a zip archive, none if it is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return {}
