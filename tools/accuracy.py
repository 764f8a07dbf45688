"""Measures the parser against the gold answers and writes docs/accuracy.md, and its counts where the package finds them.

    python tools/accuracy.py            # print and write
    python tools/accuracy.py --misses   # list every miss as well

A field is scored by exact words. Precision is the share of what the program found that the gold answers have, recall the share of the gold answers
that it found, F1 their harmonic mean; counts are over all documents of a group together. The gold answers are made by reading or by
construction (tests/gold/README.md); the layout documents were written without seeing the program, but rules have since been mended on
them, so their figures say how well known layouts are read, not how well unknown ones will be.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = ROOT / "fazhi_research" / "lexicons" / "accuracy.csv"
sys.path.insert(0, str(ROOT))

from fazhi_research.coding.citations import extract_citations  # noqa: E402
from fazhi_research.coding.deadlines import extract_deadlines  # noqa: E402
from fazhi_research.coding.targets import extract_targets  # noqa: E402
from fazhi_research.coding.tasks import extract_tasks  # noqa: E402
from fazhi_research.reading.documents import Document  # noqa: E402
from tests.gold_answers import ROLES, Case, cases, outline_rows, task_rows  # noqa: E402

Items = list[tuple[str, ...]]
META = ("title", "genre", "number", "status", "issued", "published", "first", "last")
COMMITMENTS = {
    "deadlines": ("words", "due", "kind"),
    "targets": ("words", "comparator", "value", "unit"),
    "citations": ("title", "number", "article", "kind", "resolved"),
}
#: what the numbers of the layouts in tests/gold/layouts stand for
LAYOUTS = {
    1: "unit brackets with keywords", 2: "one keyword, or a bare list of units", 3: "责任单位 that hides a lead", 4: "verbs without keywords",
    5: "conventions and catch-alls said once", 6: "several brackets in one task", 7: "lines of their own", 8: "deadlines in the bracket",
    9: "owners in prose", 10: "tables", 11: "brackets and short forms in names", 12: "names broken by pages and lines", 13: "every kind of numbering",
    14: "series that run through or restart", 15: "captions and labels", 16: "lost and false marks", 17: "document numbers", 18: "dates",
    19: "joint issuers, several documents in a file", 20: "page numbers and web furniture", 21: "scripts, variants, encodings",
}  # fmt: skip
STRATA = {
    "passage": "Passages of real documents, their genre given",
    "shipped": "The shipped corpus",
    "ordinary": "Made documents, ordinary names",
    "invented": "Made documents, invented names",
}
CAVEAT = """Made by `make accuracy`; how it is measured stands in `tools/accuracy.py`.

**How to read this page.** The rules were mended on every document listed here, the shipped ones and the made ones above all, so these figures say how well known
layouts are read. They are no estimate for documents that nobody has looked at: what the parser made of real documents before any rule was mended on
them stands in `tests/gold/README.md`. The passages of real documents come nearest to what a user brings; their counts are small. A cell is empty where there is nothing
to divide by."""
FIELDS = ("headings", "tasks", *ROLES, *COMMITMENTS, *META)


def found(document: Document) -> dict[str, Items]:
    """Return what the program says, as comparable items by field."""
    rows = task_rows(document)
    items: dict[str, Items] = {
        "headings": [(str(depth), mark, heading) for depth, mark, heading in outline_rows(document)],
        "tasks": [(str(row["label"]), str(row["heading"])) for row in rows],
    }
    for role in ROLES:
        items[role] = _units(rows, role)
    for name in META:
        items[name] = [(document.metadata.get(name, ""),)]
    words = document.words
    items["deadlines"] = [(words(one.span), one.due, one.kind) for one in extract_deadlines(document)]
    items["targets"] = [
        (words(one.span), one.comparator, f"{one.value:.6g}", one.unit) for one in extract_targets(document)
    ]
    items["citations"] = [
        (words(one.title), words(one.number), words(one.article), one.kind, one.resolved)
        for one in extract_citations(document)
    ]
    return items


def expected(case: Case) -> dict[str, Items]:
    """Return what the gold answers say, as comparable items by field; fields without an answer are left out."""
    answers = case.answers
    items: dict[str, Items] = {
        "tasks": [(row["label"], row["heading"]) for row in answers["tasks"]],
    }
    if answers.get("sections") is not None:
        items["headings"] = [(str(row["depth"]), row["mark"], row["heading"]) for row in answers["sections"]]
    for role in ROLES:
        items[role] = _units(answers["tasks"], role)
    for field, columns in COMMITMENTS.items():
        items[field] = [tuple(_printed(row[column]) for column in columns) for row in answers.get(field, [])]
    for name in META if case.stratum in ("ordinary", "invented") else ():
        items[name] = [(answers.get(name) or "",)]
    return items


def _printed(cell: object) -> str:
    return f"{float(cell):.6g}" if isinstance(cell, int | float) else str(cell)


def _units(rows: Iterable[dict[str, Any]], role: str) -> Items:
    return [(row["label"], row["heading"], unit) for row in rows for unit in row[role]]


def score(pairs: list[tuple[Items, Items]]) -> tuple[int, int, int]:
    """Return how many items were expected, found, and both."""
    both = sum(sum((Counter(want) & Counter(got)).values()) for want, got in pairs)
    return sum(len(want) for want, _ in pairs), sum(len(got) for _, got in pairs), both


def line(name: str, counts: tuple[int, int, int]) -> str:
    """Return one row of a table of scores."""
    want, got, both = counts
    shares = (ratio(both, got), ratio(both, want), ratio(2 * both, want + got))
    return f"| {name} | {want} | {got} | {' | '.join(shares)} |"


def ratio(part: int, whole: int) -> str:
    """Return a share with three places, "" of nothing."""
    return f"{part / whole:.3f}" if whole else ""


HEAD = "| {} | gold | found | precision | recall | F1 |\n|---|---|---|---|---|---|"


def field_counts(group: list[Case]) -> dict[str, tuple[int, int, int]]:
    """Return how many items of each field were expected, found, and both, in a group of documents."""
    known = [(expected(case), found(case.document)) for case in group]
    pairs = {field: [(want[field], got[field]) for want, got in known if field in want] for field in FIELDS}
    return {field: score(held) for field, held in pairs.items() if held}


def by_field(group: list[Case]) -> list[str]:
    """Return the scores of a group of documents, field by field."""
    return [HEAD.format("field"), *(line(field, counts) for field, counts in field_counts(group).items())]


def by_layout(group: list[Case]) -> list[str]:
    """Return the scores of units and tasks by the layout a document was written for."""
    layouts = sorted({layout for case in group for layout in case.layouts}, key=int)
    rows = [HEAD.format("layout")]
    for layout in layouts:
        held = [(expected(case), found(case.document)) for case in group if layout in case.layouts]
        pairs = [(want[field], got[field]) for want, got in held for field in ("tasks", *ROLES)]
        rows.append(line(f"{layout} {LAYOUTS[int(layout)]}", score(pairs)))
    return rows


def rule_counts(group: list[Case]) -> dict[str, tuple[int, int]]:
    """Return how many units each rule found, and how many of them rightly."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in group:
        want = {role: Counter(unit for _, _, unit in expected(case)[role]) for role in ROLES}
        for task in extract_tasks(case.document):
            for given in task.assignments:
                unit = case.document.words(given.span).replace("\n", "")
                total[given.rule] += 1
                right[given.rule] += want.get(given.role, Counter())[unit] > 0
    return {rule: (total[rule], right[rule]) for rule in sorted(total)}


def by_rule(group: list[Case]) -> list[str]:
    """Return the precision of each rule that finds units."""
    rows = [
        f"| {rule} | {total} | {right / total:.3f} |" for rule, (total, right) in rule_counts(group).items()
    ]
    return ["| rule | units found | precision |", "|---|---|---|", *rows]


def packaged(every: tuple[Case, ...]) -> str:
    """Return the counts as the table that ships with the package, for `fz.methods` to cite."""
    lines = ["kind,group,name,documents,gold,found,both"]
    for stratum in STRATA:
        group = [case for case in every if case.stratum == stratum]
        lines += [
            f"field,{stratum},{field},{len(group)},{','.join(map(str, counts))}"
            for field, counts in field_counts(group).items()
        ]
    for rule, (total, right) in rule_counts(list(every)).items():
        lines.append(f"rule,all,{rule},{len(every)},,{total},{right}")
    return "\n".join(lines) + "\n"


def misses(group: list[Case]) -> list[str]:
    """Return what was missed and what was found wrongly, document by document."""
    rows = []
    for case in group:
        want, got = expected(case), found(case.document)
        for field in want:
            missed, wrong = (
                Counter(want[field]) - Counter(got[field]),
                Counter(got[field]) - Counter(want[field]),
            )
            rows += [f"- {case.name}, {field}: missed {' / '.join(item)}" for item in missed]
            rows += [f"- {case.name}, {field}: wrong {' / '.join(item)}" for item in wrong]
    return rows


def report(every: tuple[Case, ...]) -> str:
    """Return the page."""
    parts = [
        "# Accuracy",
        "",
        CAVEAT,
        "",
    ]
    for stratum, title in STRATA.items():
        group = [case for case in every if case.stratum == stratum]
        parts += [f"## {title} ({len(group)} documents)", "", *by_field(group), ""]
    made = [case for case in every if case.stratum != "shipped"]
    sections: list[tuple[str, Callable[[list[Case]], list[str]], list[Case]]] = [
        ("By rule, all documents", by_rule, list(every)),
        ("By layout, tasks and units together", by_layout, made),
        ("Misses", misses, list(every)),
    ]
    for title, make, group in sections:
        parts += [f"## {title}", "", *make(group), ""]
    return "\n".join(parts)


def main() -> None:
    """Print the scores and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="print the misses too")
    options = parser.parse_args()
    every = cases()
    page = report(every)
    print(page if options.misses else page.split("## Misses")[0])
    target = ROOT / "docs" / "accuracy.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(page.rstrip() + "\n", encoding="utf-8", newline="\n")
    PACKAGED.write_text(packaged(every), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
