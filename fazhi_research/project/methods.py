"""The paragraphs on methods and limitations of a paper, written from what was run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_research.project.methods_facts import facts
from fazhi_research.project.methods_words import chinese_paragraphs, english_paragraphs

if TYPE_CHECKING:
    from fazhi_research.project.places import Project


@dataclass(frozen=True)
class Methods:
    """Methods and limitations in English and Chinese, as paragraphs; printed, Markdown 方法与局限文字."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]

    def text(self, language: str = "both") -> str:
        """The paragraphs in a language, "en", "zh" or "both", as Markdown 文字."""
        from fazhi_research.drawing.words import say

        return say("\n\n".join(self.english), "\n\n".join(self.chinese), language, joint="\n\n")

    def __str__(self) -> str:
        return self.text()

    def _repr_markdown_(self) -> str:
        return self.text()


def methods(project: Project) -> Methods:
    """The paragraphs on methods and limitations for a paper, in English and Chinese, from what was run 方法与局限.

    Corpus with its hash, coding with its version and the accuracy of the rules that assigned units here, the measures that the notebooks behind
    the figures called, seeds and draws, the guards that were tripped, and what none of it can show. Counts are those of the tables in
    data/processed, accuracies those that ship with the package (docs/accuracy.md tells how they were measured). What was not run is not told: without
    figures there are no measures, and a notebook that was changed since is named and not described. Raises FazhiError without build.json.

    >>> from fazhi_research import Project
    >>> print(methods(Project.find()).english[1][:60])
    The corpus holds 11 documents (opinion 1, plan 3, report 2,
    """
    known = facts(project)
    return Methods(tuple(english_paragraphs(known)), tuple(chinese_paragraphs(known)))
