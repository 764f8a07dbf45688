"""How much tables hold, in words."""

from fazhi_research.tables import COLUMNS, Rows


def count(number: int, noun: str) -> str:
    """A number with its noun in the singular or plural 计数.

    >>> count(1, "lead agency"), count(2, "lead agency"), count(0, "task")
    ('1 lead agency', '2 lead agencies', '0 tasks')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def summary(rows: Rows) -> str:
    """How much the tables hold, in words 小结."""
    return counted(len(rows["documents"]), len(rows["tasks"]), len(leads(rows)), len(rows["doubts"]))


def counted(documents: int, tasks: int, agencies: int, doubts: int) -> str:
    """How many documents, tasks, lead agencies and doubts there are 计数小结."""
    counts = (("document", documents), ("task", tasks), ("lead agency", agencies), ("doubt", doubts))
    return ", ".join(count(number, noun) for noun, number in counts)


def leads(rows: Rows) -> set[tuple[str, str]]:
    """The lead agencies of the assignments 牵头单位.

    A lead agency is a printed name in one place (in one document where the place is not known); collective
    expressions such as 各部门 are none.
    """
    at = COLUMNS["assignments"].index
    role, many, place, document, named = (
        at(name) for name in ("role", "collective", "place", "document", "named")
    )
    return {
        (str(row[place] or row[document]), str(row[named]))
        for row in rows["assignments"]
        if row[role] == "lead" and not row[many]
    }
