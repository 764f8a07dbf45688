"""The reference: every public name with what its docstring says, on pages by subject."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import fazhi_research as fz

#: page, its title, and the beginnings of the modules whose names stand on it; a name stands on the first page that fits
PAGES = [
    ("names-1-reading", "Reading 读取", "reading."),
    ("names-2-coding", "Coding 编码", "coding. tables"),
    ("names-3-corpus", "The corpus and its dates 语料与日期", "measuring.document_counts measuring.periods measuring.eras measuring.places measuring.caveats measuring.searched_han"),
    ("names-4-leads", "Leads and graphs 牵头与网络", "measuring.leads measuring.lead_ measuring.graph measuring.network measuring.incidence measuring.edge measuring.role_ measuring.coverage measuring.task_sections measuring.mapped measuring.betweenness measuring.core measuring.communities measuring.structural measuring.nestedness measuring.plan_"),
    ("names-5-themes", "Themes, terms and norms 主题、用语与规范强度", "measuring.theme measuring.task_themes measuring.term measuring.forms measuring.keyness measuring.modality measuring.screens measuring.shifts measuring.resampling measuring.pmc measuring.topics measuring.word_counts"),
    ("names-6-agreement", "Coding by hand 人工编码", "measuring.agreement measuring.code_agreement measuring.dictionary measuring.samples project.agreements project.codebooks project.coding_sheets project.filled_sheets"),
    ("names-7-reuse", "Text reuse and uptake 文本沿用与承接", "measuring.reuse measuring.containments measuring.pieces measuring.formulas measuring.items measuring.uptake measuring.corrections project.uptake drawing.reading_view"),
    ("names-8-likeness", "Profiles and likeness 画像与相似", "measuring. project.comparisons"),
    ("names-9-figures", "Figures 绘图", "drawing."),
    ("names-projects", "Projects, files and errors 项目与文件", "project errors batch"),
]  # fmt: skip


def reference_pages() -> dict[str, str]:
    """The pages of the reference, by their place in the site."""
    homes = fz._HOMES
    pages: dict[str, str] = {}
    left = dict(sorted(homes.items(), key=lambda home: home[0].lower()))
    for page, title, modules in PAGES:
        names = [name for name, home in left.items() if home.startswith(tuple(modules.split()))]
        left = {name: home for name, home in left.items() if name not in names}
        pages[f"reference/{page}.md"] = reference_page(title, names)
    if left:  # a new room: told rather than lost
        pages["reference/names-further.md"] = reference_page("Further names", list(left))
    return pages


def reference_page(title: str, names: list[str]) -> str:
    """A page of the reference: its title, a line for each name, and each name in full."""
    listed = "\n".join(
        f"- {{py:obj}}`{name} <fz.{name}>`: {_first_line(getattr(fz, name))}" for name in names
    )
    entries = "\n".join(entry(name, getattr(fz, name)) for name in names)
    return f"# {title}\n\n{listed}\n\n## In full\n\n{entries}"


def entry(name: str, thing: object) -> str:
    """What is said of a name: how it is called, its docstring, and for a class its public members."""
    if not inspect.isclass(thing):
        return _directive("function", f"fz.{name}{signature(thing)}", docstring(thing))
    members = "\n".join(_directive(*member, colons=4) for member in _members(thing))
    called = "" if issubclass(thing, Exception) else signature(thing)
    kind = "exception" if issubclass(thing, Exception) else "class"
    return _directive(kind, f"fz.{name}{called}", f"{docstring(thing)}\n\n{members}", colons=5)


def _members(thing: type) -> Iterator[tuple[str, str, str]]:
    """Kind, name and words of the public members of a class that have words of their own."""
    for name, member in vars(thing).items():
        if name.startswith("_"):
            continue
        if isinstance(member, classmethod | staticmethod):
            yield "method", f"{name}{signature(getattr(thing, name))}", docstring(getattr(thing, name))
        elif inspect.isfunction(member):
            yield "method", f"{name}{signature(member, own=True)}", docstring(member)
        elif isinstance(member, property) or hasattr(member, "func"):
            yield "attribute", name, docstring(member)


def _directive(kind: str, called: str, words: str, *, colons: int = 4) -> str:
    marks = ":" * (colons if kind in ("class", "exception") else 3)
    return f"{marks}{{py:{kind}}} {called}\n\n{words}\n{marks}\n"


def signature(thing: object, *, own: bool = False) -> str:
    """How a thing is called, with short names for kinds; `own` leaves out self.

    >>> signature(fz.Span), signature(fz.read_codebook)
    ('(start: int, stop: int)', '(folder: Path | str | None = None, *, replace: bool = False) -> Codebook')
    """
    read = inspect.signature(thing)  # type: ignore[arg-type]
    parameters = list(read.parameters.values())[1 if own else 0 :]
    returned = inspect.Signature.empty if inspect.isclass(thing) else read.return_annotation
    words = str(read.replace(parameters=parameters, return_annotation=returned))
    words = re.sub(r"<factory>", "…", words)
    words = re.sub(r"<[^<>]*\.(\w+)[^<>]*>", r"\1", words)
    words = re.sub(r"(?<=: )'([^']*)'|(?<=-> )'([^']*)'", lambda kind: kind.group(1) or kind.group(2), words)
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])", "", words)


def docstring(thing: object) -> str:
    """The docstring of a thing as Markdown, its examples in blocks of code."""
    words = inspect.getdoc(thing) or ""
    return re.sub(
        r"(?m)^>>>(?:.*\n?(?!\n|\Z))*.*", lambda code: f"\n```pycon\n{code.group().rstrip()}\n```\n", words
    )


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].split("\n")[0].rstrip(".")
