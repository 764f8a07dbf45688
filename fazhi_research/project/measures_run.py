"""The measures that were run, in sentences for a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.project.notebook_calls import NotebookCall

if TYPE_CHECKING:
    from fazhi_research.project.places import Project


LEFT_OPEN = {"english": "as set in the notebook", "chinese": "见分析笔记"}
YEARS = ("on", "cut")


class Measure(NamedTuple):
    """How a paper tells of a function: two sentences with places for parameters, their defaults, the first one's name 测量说明."""

    english: str
    chinese: str
    first: str
    defaults: dict[str, str]


@cache
def measures() -> dict[str, Measure]:
    """How a paper tells of each function, by its name, in reading order 测量说明表."""
    from fazhi_research.measuring.lexicon_files import read_lexicon

    table = read_lexicon(None, "measures.csv", ("name", "english", "chinese", "first", "defaults"))
    return {
        str(row["name"]): Measure(
            str(row["english"]),
            str(row["chinese"]),
            str(row["first"]),
            dict(part.split("=") for part in str(row["defaults"]).split(";") if part),
        )
        for row in table.to_dict("records")
    }


def sentences(calls: Sequence[NotebookCall]) -> list[tuple[str, str]]:
    """What was measured, in English and Chinese, each measure and choice of parameters once, in the order of the calls 测量语句.

    A function that only prepares or draws says nothing. A parameter that is given otherwise than as a literal is called by what it is, not by a value.
    """
    known = measures()
    told = [tuple(_filled(call, language) for language in LEFT_OPEN) for call in calls if call.name in known]
    return [(english, chinese) for english, chinese in dict.fromkeys(told)]


def _filled(call: NotebookCall, language: str) -> str:
    """A sentence with the parameters of a call."""
    measure = measures()[call.name]
    given = dict(call.arguments)
    if measure.first and call.first is not None:
        given[measure.first] = call.first

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        held = given.get(name, measure.defaults.get(name, ...))
        return LEFT_OPEN[language] if held is ... else _words(name, held)

    return re.sub(r"\{(\w+)\}", value, getattr(measure, language))


def _words(name: str, held: object) -> str:
    """A parameter in words; counts with commas, years without."""
    text = str(held)
    return f"{int(text):,}" if text.isdigit() and name not in YEARS else text


def run(project: Project) -> tuple[list[tuple[str, str]], list[str]]:
    """The sentences on what was measured in a project, and the notebooks that changed since 所作测量."""
    from fazhi_research.project.notebook_calls import drawn_calls

    calls, changed = drawn_calls(project)
    return sentences(calls), changed
