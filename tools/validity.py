"""Compares the readings in data/coding with each other, with the headings and with the dictionary; writes docs/validity.md.

    python tools/validity.py            # print and write

How the readings were made stands in data/coding/README.md. Every figure is computed here from the stored sheets and from data/processed.
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
from fazhi_research.measuring.code_agreement import RARE  # noqa: E402
from fazhi_research.measuring.dictionary_agreement import TIE  # noqa: E402
from fazhi_research.project.codebooks import coding_codebook  # noqa: E402

CODING = ROOT / "data" / "coding"
READINGS = ("reading-1", "reading-2")
SHOWN_CASES = 40


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table; numbers to three digits after the point, empty for what does not exist."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)])


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.0f}" if cell.is_integer() and abs(cell) > 1 else f"{cell:.3f}"
    return str(cell).replace("|", "/")


def read() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the codes of both readings, the tasks' words, and the tasks; stop at a sheet with faults."""
    sheets = [CODING / f"{name}.csv" for name in READINGS]
    keys = [CODING / f"{name}-key.csv" for name in READINGS]
    codes, problems, words = read_coding_sheets(sheets, keys=keys, codebook=coding_codebook())
    if len(problems):
        raise SystemExit(f"failed: {problems.iloc[0].to_dict()}; correct the sheets in {CODING}")
    tasks = Project(ROOT).read_table("tasks")
    tasks = tasks.assign(unit=tasks["document"] + ":" + tasks["start"].astype(str))
    read_units = set(codes["unit"])
    if not read_units <= set(tasks["unit"]):
        raise SystemExit(
            "failed: a task that was read is not in data/processed/tasks.csv any more: `make reproduce`, then draw new sheets"
        )
    return codes, words, tasks[tasks["unit"].isin(read_units)]


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


def retest(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Return the part on the two readings."""
    names = {"primary": "primary theme (nominal)", "themes": "all themes (MASI)"}
    alphas: list[list[object]] = [
        [names[row["value"]], row["alpha"], row["low"], row["high"], row["units"], 1 - row["observed"]]
        for row in tables["alpha"].to_dict("records")
    ]
    columns = [
        "code",
        "given",
        "prevalence",
        "both",
        "one",
        "neither",
        "positive",
        "negative",
        "alpha",
        "low",
        "high",
        "verdict",
    ]
    head = [
        "theme",
        "tasks",
        "share",
        "both readings",
        "one of them",
        "neither",
        "positive",
        "negative",
        "α",
        "low",
        "high",
        "verdict",
    ]
    met = tables["confusion"]
    return [
        "## One reading against the other (test–retest)",
        table(["compared", "α", "low", "high", "tasks", "1 − observed disagreement"], alphas),
        "Theme by theme, primary and further themes together (`tasks`: mean of the two readings):",
        table(head, tables["codes"][columns].to_numpy().tolist()),
        "The primary theme alone:",
        table(head, tables["primary_codes"][columns].to_numpy().tolist()),
        f"Primary themes that differ ({int(met.loc[~met['same'], 'units'].sum())} tasks):",
        table(
            ["reading 1", "reading 2", "tasks"],
            met.loc[~met["same"], ["first_code", "second_code", "units"]].to_numpy().tolist(),
        ),
        hard_list(tables["hard_cases"]),
    ]


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
    for reading in READINGS:
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


def against_dictionary(codes: pd.DataFrame, tasks: pd.DataFrame) -> list[str]:
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
        "A theme is found in a task where the dictionary meets so many of its terms there or more. All themes together:",
        table(["terms", "by", "reading", "dictionary", "both", "precision", "recall", "F1"], whole),
        "Theme by theme, one term being enough:",
        table(
            ["theme", "by", "reading", "dictionary", "both", "precision", "recall", "F1", "verdict"],
            each.to_numpy().tolist(),
        ),
        *commonest(codes, found),
    ]


def commonest(codes: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """Return how often the dictionary's commonest theme is the primary theme read, and where not."""
    rows: list[list[object]] = []
    tables = []
    for reading in READINGS:
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
    known = list(coding_codebook()["theme"])
    tables = agreement_tables(codes, words, known=known)
    numbers = {
        "tasks": len(tasks),
        "documents": tasks["document"].nunique(),
        "version": read_codebook().schemes["themes"].version,
    }
    parts = [
        INTRODUCTION.format(**numbers),
        *retest(tables),
        *against_headings(codes, tasks),
        *against_dictionary(codes, tasks),
        RARE_CODES.format(rare=RARE, ten=1 - 0.05 ** (1 / 10), three=1 - 0.05 ** (1 / 3)),
        YOUR_OWN,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


INTRODUCTION = """
# Validity of the themes

Made by `make validity` from the sheets in `data/coding`; how those were made stands in `data/coding/README.md`.

{tasks} tasks, all of {documents} full plans, were read twice by the same reader with the codebook's definitions (themes, version {version}), each time on a blind
sheet in an order of its own. What this page reports is therefore:

- **test–retest of one reading**: how far the same reader gives the same themes twice. The second reading followed the first within the hour, and a reader
  remembers; the figures are an upper limit of what two people would reach. It is *not* inter-coder reliability: no second person has coded these tasks.
- **reading against headings**: whether the theme read is the theme under which the drafters put the task.
- **dictionary against reading**: what the dictionary's terms find of what was read. The dictionary was not made from these readings, but both rest on the same
  definitions, and these {documents} plans were known when its terms were chosen. For other documents expect less.

Intervals are 95 % percentile intervals of 2,000 resamples of tasks. They say how far a figure hangs on single tasks; the plans are not a sample of plans. Measures and their
sources: `krippendorff_alpha`, `code_agreement`, `dictionary_agreement`. Thresholds: α of .800 and above is held reliable, from .667 fit for tentative
conclusions (Krippendorff 2018); the verdict takes the low end of the interval.
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
