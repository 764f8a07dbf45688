"""All the tables on the agreement of coders, as files and in a few lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.measuring.agreement import krippendorff_alpha
from fazhi_research.measuring.code_agreement import RARE, code_agreement, confusions, hard_cases
from fazhi_research.measuring.dictionary_agreement import ALL, dictionary_agreement
from fazhi_research.project.formulas import defused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


def agreement_tables(
    codes: pd.DataFrame,
    words: pd.DataFrame | None = None,
    *,
    known: Sequence[str] = (),
    found: pd.DataFrame | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> dict[str, pd.DataFrame]:
    """Every table on how far coders agree, by name 一致性各表.

    `codes` as `read_coding_sheets` gives them (unit, coder, primary, themes). alpha: of the primary code, nominal, and
    of all codes, MASI. codes: `code_agreement` of all codes. primary_codes: the same of the primary code alone.
    confusion: `confusions`. hard_cases: with `words` (unit, words). And with `found`, what the dictionary gave each
    unit, dictionary: `dictionary_agreement`; dictionary_confusion: each coder's primary code against the theme with
    most terms.
    """
    import pandas as pd

    alphas = [
        krippendorff_alpha(codes, value=value, distance=distance, draws=draws, seed=seed)
        for value, distance in (("primary", "nominal"), ("themes", "masi"))
    ]
    tables = {
        "alpha": pd.concat(alphas, ignore_index=True),
        "codes": code_agreement(codes, known=known, draws=draws, seed=seed),
        "primary_codes": code_agreement(codes, value="primary", known=known, draws=draws, seed=seed),
        "confusion": confusions(codes),
        "hard_cases": hard_cases(codes, words),
    }
    if found is not None:
        read = set(codes["unit"])
        met = confusions(pd.concat([codes, found[found["unit"].isin(read)]], ignore_index=True))
        name = str(found["coder"].iloc[0]) if len(found) else ""
        tables["dictionary"] = dictionary_agreement(codes, found)
        tables["dictionary_confusion"] = met[(met["first"] == name) | (met["second"] == name)].reset_index(
            drop=True
        )
    return tables


def save_agreement(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """The files written: each table as UTF-8 CSV with a byte-order mark, so that Excel opens it as it is; formulas defused 写出一致性各表."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        safe = table.map(defused)
        text = safe.to_csv(index=False, lineterminator="\n", float_format="%.6g")
        path.write_bytes(text.encode("utf-8-sig"))
        written.append(path)
    return written


def agreement_lines(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The agreement in a few lines of text 一致性摘要."""
    names = {"primary": "primary code (nominal)", "themes": "all codes (MASI)"}
    lines = []
    for row in tables["alpha"].to_dict("records"):
        alpha, low, high = (_figure(row[name]) for name in ("alpha", "low", "high"))
        lines.append(
            f"alpha, {names[row['value']]}: {alpha} [{low}, {high}]; "
            f"{row['coders']} coders, {row['units']} units compared, {row['left_out']} with one code only"
        )
    wide = max([6, *(len(code) + 1 for code in tables["codes"]["code"])])
    lines.append(f"{'code':{wide}}{'given':>7}{'alpha':>8}{'low':>8}{'high':>8}{'positive':>10}  verdict")
    for row in tables["codes"].to_dict("records"):
        alpha, low, high, positive = (_figure(row[name]) for name in ("alpha", "low", "high", "positive"))
        lines.append(
            f"{row['code']:{wide}}{row['given']:>7.1f}{alpha:>8}{low:>8}{high:>8}{positive:>10}  {row['verdict']}"
        )
    lines.append(f"a code given to fewer than {RARE} units (mean of the coders) is too rare to be certified")
    lines.append(f"{len(tables['hard_cases'])} units coded differently")
    for row in tables.get("dictionary", tables["alpha"].head(0)).to_dict("records"):
        if row["code"] == ALL:
            precision, recall, f1 = (_figure(row[name]) for name in ("precision", "recall", "f1"))
            lines.append(
                f"dictionary against {row['coder']}: precision {precision}, recall {recall}, F1 {f1}"
            )
    return lines


def _figure(number: float) -> str:
    """Three digits after the point, a dash for what does not exist."""
    return f"{number:.3f}" if number == number else "-"
