"""Compares the readings in data/coding with each other, with the headings and with the dictionary; writes docs/validity.md.

    python tools/validity.py            # print and write

How the readings were made stands in data/coding/README.md; data/coding/readings.csv names them and their readers. Two readings of one
reader are a test–retest, the first readings of several readers are compared with each other. To add a reading, put its sheet and its key
(NAME.csv, NAME-key.csv) there and give it a row. Every figure is computed here from the stored sheets and from data/processed.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pandas as pd  # noqa: E402

from fazhi_research import (  # noqa: E402
    Project,
    agreement_tables,
    confusions,
    dictionary_agreement,
    dictionary_codes,
    krippendorff_alpha,
    read_codebook,
    read_coding_sheets,
)
from fazhi_research.measuring.agreement import code_set  # noqa: E402
from fazhi_research.measuring.code_agreement import RARE  # noqa: E402
from fazhi_research.measuring.dictionary_agreement import TIE  # noqa: E402
from fazhi_research.project.codebooks import coding_codebook  # noqa: E402

CODING = ROOT / "data" / "coding"
SHOWN_CASES = 40
RETEST = "Test–retest"


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table; numbers to three digits after the point, empty for what does not exist."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)])


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.0f}" if cell.is_integer() and abs(cell) > 1 else f"{cell:.3f}"
    return str(cell).replace("|", "/")


def readings() -> dict[str, str]:
    """Return the reader of each stored reading, in the order of data/coding/readings.csv."""
    rows = pd.read_csv(CODING / "readings.csv", dtype="string", keep_default_na=False)
    return dict(zip(rows["reading"], rows["reader"], strict=True))


def read() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the codes of all readings, the tasks' words, and the tasks; stop at a sheet with faults."""
    sheets = [CODING / f"{name}.csv" for name in readings()]
    keys = [CODING / f"{name}-key.csv" for name in readings()]
    codes, problems, words = read_coding_sheets(sheets, keys=keys, codebook=coding_codebook())
    if len(problems):
        raise SystemExit(f"failed: {problems.iloc[0].to_dict()}; correct the sheets in {CODING}")
    tasks = Project(ROOT).read_table("tasks")
    tasks = tasks.assign(unit=tasks["document"] + ":" + tasks["start"].astype(str))
    read_units = set(codes["unit"])
    if not read_units <= set(tasks["unit"]):
        raise SystemExit(
            "failed: a task that was read is not in data/processed/tasks.csv any more: draw new sheets and read again"
        )
    return codes, words, tasks[tasks["unit"].isin(read_units)]


def groups() -> list[tuple[str, list[str]]]:
    """Return which readings to compare, with a title: those of one reader, and the first of each reader."""
    by_reader: dict[str, list[str]] = {}
    for reading, reader in readings().items():
        by_reader.setdefault(reader, []).append(reading)
    found = [
        (f"{RETEST}: the readings of reader {reader}", names)
        for reader, names in by_reader.items()
        if len(names) > 1
    ]
    if len(by_reader) > 1:
        names = [names[0] for names in by_reader.values()]
        found.append((f"Between {len(names)} readers: the first reading of each", names))
    return found


def heading_codes(tasks: pd.DataFrame) -> pd.DataFrame:
    """Return the theme of the section that holds each task, by data/coding/headings.csv, as codes of a coder called headings."""
    given = pd.read_csv(CODING / "headings.csv", dtype="string", keep_default_na=False)
    theme = {(row.document, row.section): row.theme for row in given.itertuples()}
    rows = []
    for task in tasks.itertuples():
        held = theme.get((task.document, str(task.section))) or theme.get(
            (task.document, str(task.section).rpartition(".")[0]), ""
        )
        rows.append((task.unit, "headings", held, held))
    return pd.DataFrame(rows, columns=["unit", "coder", "primary", "themes"])


def compared(title: str, codes: pd.DataFrame, words: pd.DataFrame) -> list[str]:
    """Return the part on readings compared with each other."""
    tables = agreement_tables(codes, words, known=list(coding_codebook()["theme"]))
    names = {"primary": "primary theme (nominal)", "themes": "all themes (MASI)"}
    alphas: list[list[object]] = [
        [names[row["value"]], row["alpha"], row["low"], row["high"], row["units"], 1 - row["observed"]]
        for row in tables["alpha"].to_dict("records")
    ]
    met = tables["confusion"]
    differing = met.loc[~met["same"], ["first", "first_code", "second", "second_code", "units"]]
    return [
        f"## {title}",
        *([RETEST_LIMITS] if title == f"{RETEST}: the readings of reader A" else []),
        table(["compared", "α", "low", "high", "tasks", "1 − observed disagreement"], alphas),
        "Theme by theme, primary and further themes together (`tasks`: mean of the readings):",
        theme_table(tables["codes"]),
        "The primary theme alone:",
        theme_table(tables["primary_codes"]),
        f"Primary themes that differ ({int(differing['units'].sum())}):",
        table(["reading", "theme", "reading", "theme", "tasks"], differing.to_numpy().tolist()),
        hard_list(tables["hard_cases"]),
    ]


def theme_table(found: pd.DataFrame) -> str:
    """Return the agreement on each theme; of the verdict only that a theme is too rare, for the rest needs two people."""
    head = [
        *("theme", "tasks", "share", "both", "one", "neither", "positive", "negative", "α", "low", "high"),
        "remark",
    ]
    figures = ["prevalence", "both", "one", "neither", "positive", "negative", "alpha", "low", "high"]
    rows: list[list[object]] = [
        [
            row["code"],
            f"{row['given']:g}",
            *(row[name] for name in figures),
            "too rare" if row["verdict"] == "too rare" else "",
        ]
        for row in found.to_dict("records")
    ]
    return table(head, rows)


def hard_list(cases: pd.DataFrame) -> str:
    """Return the tasks read differently, the hardest first."""
    rows: list[list[object]] = [
        [row["unit"], row["distance"], row["codes"], row["words"][:60] + "…"]
        for row in cases.head(SHOWN_CASES).to_dict("records")
    ]
    return f"Hard cases ({len(cases)} tasks were not coded alike in every theme):\n\n" + table(
        ["task", "distance", "codes", "words"], rows
    )


def against_headings(codes: pd.DataFrame, tasks: pd.DataFrame) -> list[str]:
    """Return the part on the document's own headings."""
    heads = heading_codes(tasks)
    rows: list[list[object]] = []
    differing = []
    for reading in readings():
        both = pd.concat([codes[codes["coder"] == reading], heads], ignore_index=True)
        row = krippendorff_alpha(both).iloc[0]
        rows.append([reading, row["alpha"], row["low"], row["high"], row["units"], 1 - row["observed"]])
        met = confusions(both)
        differing.append(met[~met["same"]].assign(reading=reading))
    found = pd.concat(differing)[["reading", "first_code", "second_code", "units"]]
    return [
        "## Reading against the documents' own headings",
        "Each section was given one theme from its heading alone, by the crosswalk to the national instruments "
        "(`data/coding/headings.csv`). A task counts as having its section's theme. Drafters put tasks of several themes under one "
        "heading, so this is not a measure of error.",
        table(["primary theme of", "α", "low", "high", "tasks", "share equal"], rows),
        "Where they differ:",
        table(
            ["reading", "heading's theme", "primary theme read", "tasks"],
            found.sort_values(["reading", "units"], ascending=[True, False], kind="stable")
            .to_numpy()
            .tolist(),
        ),
    ]


def against_dictionary(codes: pd.DataFrame, tasks: pd.DataFrame, words: pd.DataFrame) -> list[str]:
    """Return the part on the dictionary: precision, recall and confusion, by each reading."""
    codings = Project(ROOT).read_table("codings")
    title = "## Dictionary against reading"
    if not (codings["scheme"] == "themes").any():
        return [
            title,
            "`data/processed/codings.csv` holds no codings of the scheme `themes`: nothing to compare.",
        ]
    whole: list[list[object]] = []
    for least in (1, 2, 3):
        found = dictionary_codes(codings, tasks, scheme="themes", least=least)
        scores = dictionary_agreement(codes, found)
        for row in scores[scores["code"] == "all"].to_dict("records"):
            whole.append(
                [
                    least,
                    row["coder"],
                    *(row[name] for name in ("reading", "dictionary", "both", "precision", "recall", "f1")),
                ]
            )
    found = dictionary_codes(codings, tasks, scheme="themes")
    scores = dictionary_agreement(codes, found)
    columns = ["code", "coder", "reading", "dictionary", "both", "precision", "recall", "f1", "verdict"]
    each = scores[scores["code"] != "all"].sort_values(["code", "coder"], kind="stable")[columns]
    return [
        title,
        "A theme is found in a task where the dictionary meets so many of its terms there or more. All themes together (a threshold chosen by this table would be chosen on the data it is judged by):",
        table(["terms", "by", "reading", "dictionary", "both", "precision", "recall", "F1"], whole),
        "Theme by theme, one term being enough:",
        table(
            ["theme", "by", "reading", "dictionary", "both", "precision", "recall", "F1", "verdict"],
            each.to_numpy().tolist(),
        ),
        "Themes read that no term of the dictionary found:",
        missed(codes, found, words),
        *commonest(codes, found),
    ]


def missed(codes: pd.DataFrame, found: pd.DataFrame, words: pd.DataFrame) -> str:
    """Return the themes that reading gave and the dictionary did not find, with the beginning of the words."""
    theirs, said = dict(zip(found["unit"], found["themes"], strict=True)), dict(words.to_numpy().tolist())
    rows: list[list[object]] = [
        [row["coder"], row["unit"], theme, said[row["unit"]][:40] + "…"]
        for row in codes.to_dict("records")
        for theme in sorted(code_set(row["themes"]) - code_set(theirs[row["unit"]]))
    ]
    return table(["reading", "task", "theme", "words"], rows)


def commonest(codes: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """Return how often the dictionary's commonest theme is the primary theme read, and where not."""
    rows: list[list[object]] = []
    tables = []
    for reading in readings():
        met = confusions(pd.concat([codes[codes["coder"] == reading], found], ignore_index=True))
        same, ties = met.loc[met["same"], "units"].sum(), met.loc[met["first_code"] == TIE, "units"].sum()
        rows.append(
            [reading, int(met["units"].sum()), int(same), int(ties), float(same / met["units"].sum())]
        )
        tables.append(met[~met["same"] & (met["first_code"] != TIE)].assign(reading=reading))
    wrong = pd.concat(tables)[["reading", "first_code", "second_code", "units"]]
    return [
        "The theme with most terms in a task against the primary theme read (ties are not broken and count as misses):",
        table(["reading", "tasks", "equal", "ties", "share equal"], rows),
        "Confusions, ties left out:",
        table(
            ["reading", "dictionary", "read", "tasks"],
            wrong.sort_values(["reading", "units"], ascending=[True, False], kind="stable")
            .to_numpy()
            .tolist(),
        ),
    ]


def page() -> str:
    """Return the whole text of docs/validity.md."""
    codes, words, tasks = read()
    numbers = {
        "tasks": len(tasks),
        "documents": tasks["document"].nunique(),
        "version": read_codebook().schemes["themes"].version,
        "people": ONE_READER if len(set(readings().values())) == 1 else SEVERAL_READERS,
        "readings": "; ".join(f"{name} by reader {reader}" for name, reader in readings().items()),
    }
    parts = [
        INTRODUCTION.format(**numbers),
        RARE_CODES.format(rare=RARE, ten=1 - 0.05 ** (1 / 10), three=1 - 0.05 ** (1 / 3)),
        YOUR_OWN,
        *against_headings(codes, tasks),
        *against_dictionary(codes, tasks, words),
        *(
            part
            for title, names in groups()
            for part in compared(title, codes[codes["coder"].isin(names)], words)
        ),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


ONE_READER = "It is not here: one reader coded these tasks, no two people did."
RETEST_LIMITS = (
    "What stands below is an upper bound and must not be quoted as reliability: one reader, who had a part in making this package and is neither "
    "independent nor a trained coder, read the same tasks twice on the same day, the second time about ten minutes after the first."
)
SEVERAL_READERS = "Comparisons between readers below are that only where `data/coding/README.md` says that the readers are people."

INTRODUCTION = """
# Validity of the themes

Made by `make validity` from the sheets in `data/coding`; how those were made, and by whom, stands in `data/coding/README.md`.

All {tasks} tasks of the {documents} full plans were coded by reading, with the codebook's definitions (themes, version {version}), on blind sheets in random order. Readings:
{readings}. **Reader A is one of the makers of this package, not an independent or trained coder, and made both readings on the same day, about ten minutes apart.** So the
test–retest figures are an upper bound and must not be quoted as reliability. What this page reports, and what it does not:

- **Test–retest** is how far one reader gives the same themes twice. It is *not* inter-coder reliability. Reader A's second reading began some ten minutes after the first
  was stored, and a reader remembers: figures near 1 show that the definitions were applied alike twice, and little more. They certify no theme, so no verdict is printed but
  that a theme is too rare to be judged at all.
- **Reading against headings** is whether the theme read is the one under which the drafters put the task. The headings are somebody else's judgement, though one that serves
  drafting.
- **Dictionary against reading** is what the dictionary's terms find of what was read. The dictionary was not made from these readings, but both rest on the same
  definitions, and its terms were chosen with these plans at hand. For other documents expect less.
- **Inter-coder reliability** is what two people or more reach who code independently. {people} The part on inter-coder reliability says how to get it.

Intervals are 95 % percentile intervals of 2,000 resamples of tasks, with a fixed seed. They say how far a figure hangs on single tasks; the plans are not a sample of
plans. Measures and their sources: `krippendorff_alpha`, `code_agreement`, `dictionary_agreement`. By Krippendorff (2018) α of .800 and above is reliable and from .667 fit for
tentative conclusions, where coders worked independently of each other.
"""

RARE_CODES = """
## Rare themes

A theme given to fewer than {rare} tasks (mean of the readings) is called too rare, whatever its figures: perfect agreement on ten tasks does not exclude, at the 5 %
level, that readers differ on {ten:.0%} of the tasks to which the theme belongs, on three tasks {three:.0%}, and one task read otherwise moves the positive agreement by more than
five points of a hundred. Such a theme cannot be certified from these plans; draw more documents in which it occurs.
"""

YOUR_OWN = """
## Inter-coder reliability of your own

1. Draw sheets: `fazhi coding sample --out sheets --coders 2 --seed 1 --mask`. At least 100 tasks or a fifth of all, whichever is more, are drawn. The key
   (`sheets-key.csv`) stays with you.
2. Pilot 20 tasks with both coders (`--size 20`), talk about them, mend the codebook, give it a new version. The pilot is not counted.
3. Draw a fresh sample with another seed. Two people who were not in the making of the codebook code one sheet each, in Excel or any editor, without talking.
4. `fazhi coding agree anna.xlsx bo.xlsx --key sheets-key.csv --out agreement` gives α with intervals, the agreement theme by theme, the confusion table, the
   hard cases with their words, and the dictionary's precision and recall by each coder. Lines that cannot be used are named; nothing is guessed.
5. Settle the hard cases in writing, report α as it was before that, and report the prevalence of each theme with it.
6. Freeze the dictionary before you measure it on documents that were not used in making it.
"""


if __name__ == "__main__":
    text = page()
    (ROOT / "docs" / "validity.md").write_text(text, encoding="utf-8")
    print(text)
