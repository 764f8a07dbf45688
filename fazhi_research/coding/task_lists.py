"""Tasks of one document as a list that a notebook shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, SupportsIndex, overload

from fazhi_research.reading.markup import MOST_SHOWN, Found, coloured, escaped, legend, shown, table
from fazhi_research.reading.spans import Span

if TYPE_CHECKING:
    from fazhi_research.coding.tasks import Task
    from fazhi_research.reading.documents import Document

ROLES = {"lead": "牵头 lead", "responsible": "责任 responsible", "support": "配合 support"}
_MOST = 300


class TaskList(list["Task"]):
    """The tasks of a document, a list like any other, which a notebook shows as a table with the units coloured (任务表).

    `document` is the document they stand in; a slice is such a list too.
    """

    def __init__(self, document: Document, tasks: Iterable[Task] = ()) -> None:
        super().__init__(tasks)
        self.document = document

    @overload
    def __getitem__(self, at: SupportsIndex) -> Task: ...
    @overload
    def __getitem__(self, at: slice) -> TaskList: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Task | TaskList:
        if isinstance(at, slice):
            return TaskList(self.document, super().__getitem__(at))
        return super().__getitem__(at)

    def __reduce__(self) -> tuple[type[TaskList], tuple[Document, list[Task]]]:
        return TaskList, (self.document, list(self))

    def _repr_html_(self) -> str:
        rows = [self._row(task) for task in list(self)[:_MOST]]
        more = f"the first {_MOST} of {len(self)} tasks" if len(self) > _MOST else f"{len(self)} tasks 任务"
        note = f"{legend(ROLES)}<span>open a task to read its words 点开可读原文</span>"
        headings = ("", "任务 task", *ROLES.values())
        source = coloured(
            self.document.text,
            [one for task in self for one in _found(task)],
            Span(0, min(len(self.document.text), MOST_SHOWN)),
        )
        whole = f'<details><summary>the source with all of them 全文着色</summary><div class="fz-text">{source}</div></details>'
        return shown(f"{self.document.document}: {more}", table(headings, rows) + whole, note)

    def _row(self, task: Task) -> list[str]:
        words = self.document.words
        named = {
            role: "、".join(words(one.span) for one in task.assignments if one.role == role) for role in ROLES
        }
        quote = coloured(self.document.text, _found(task), task.span)
        opening = words(task.heading) or words(task.span)[len(task.label) :][:30]
        open_up = (
            f'<details><summary>{escaped(opening)}</summary><div class="fz-quote">{quote}</div></details>'
        )
        return [escaped(words(task.label)), open_up, *(escaped(names) for names in named.values())]


def _found(task: Task) -> list[Found]:
    """The places of a task to be coloured: its mark, its caption, its units."""
    units = [(one.span, one.role, ROLES.get(one.role, "提及 mentioned")) for one in task.assignments]
    return [(task.label, "mark", "序号 mark"), (task.heading, "heading", "标题 heading"), *units]
