"""Uptake: which items of a template a local plan took over, adapted, split, merged or dropped, and what it added."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from math import fsum, log
from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.errors import TableError
from fazhi_research.measuring.characters import content_words
from fazhi_research.measuring.items import Item, checked_items
from fazhi_research.measuring.origins import with_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

STATUSES = ("taken_over", "adapted", "split", "merged", "dropped", "added")
"""What can become of an item 承接情形: 照录, 改写, 拆分, 合并, 未承接, 新增."""
TAKEN, ADAPTED, ADAPTED_SHORT, VERBATIM, GAIN = 0.5, 0.15, 0.5, 0.2, 0.1
"""The thresholds, see `uptake_matrix` 阈值."""
SHORT, RUN, SHOWN = (
    30,
    6,
    3,
)  # characters of a short item, of a stretch that counts as verbatim; stretches shown
UPTAKE_COLUMNS = (
    "template", "item", "label", "heading", "plan", "uptake", "plan_items", "plan_labels", "score", "containment",
    "plan_containment", "aligned", "words", "item_words", "plan_words", "basis", "item_key", "plan_key",
)  # fmt: skip


class Tie(NamedTuple):
    """How like an item of the template one of a plan is (对应)."""

    other: Item
    containment: float
    plan_containment: float
    aligned: float

    @property
    def score(self) -> float:
        """The greater of the two containments 得分."""
        return max(self.containment, self.plan_containment)


class Wording(NamedTuple):
    """The words of an item made ready for comparison (条目用字)."""

    words: str
    pairs: frozenset[str]
    runs: frozenset[str]


class Book(NamedTuple):
    """All wordings, what each pair of characters weighs, and the limits: taken, adapted, adapted_short (用字总表)."""

    wording: Mapping[tuple[str, str], Wording]
    weight: Mapping[str, float]
    limits: tuple[float, float, float]

    def share(self, pairs: frozenset[str], other: frozenset[str]) -> float:
        """The share of the weight of some pairs that others have too 加权占比."""
        # fsum is exact, so that the order of a set does not matter
        whole = fsum(self.weight[pair] for pair in pairs)
        return fsum(self.weight[pair] for pair in pairs & other) / whole if whole else 0.0


def uptake_matrix(
    items: pd.DataFrame,
    *,
    template: str,
    plans: Sequence[str] | None = None,
    taken: float = TAKEN,
    adapted: float = ADAPTED,
    adapted_short: float = ADAPTED_SHORT,
) -> pd.DataFrame:
    """A table of what became of each item of a template in each plan, and what the plans added 承接矩阵.

    `items` holds template and plans: document, item (an id), words, and if there are label and heading (`task_items`,
    `section_items`, or any table; words may be a heading alone). `plans`: all other documents unless named.

    Two items are compared by their pairs of neighbouring characters, each weighing the more the fewer items have it
    (the logarithm of items + 1 by items that have it, counted over the template and this plan). `containment` is the share of the template item's weight that the plan's item has,
    `plan_containment` the other way, `score` the greater; `aligned` is the share of the template item's
    characters that stand in sequences of six which the plan's item has too. They are tied from a score of `adapted` or an
    `aligned` of 0.2 on; where the shorter has under 30 characters, from a score of `adapted_short` on. Then an item is

    * dropped: tied to nothing in the plan;
    * split: tied to several items, one of which adds a tenth of its weight to what the best one has;
    * merged: the best tie of several items is the same item of the plan;
    * taken_over: `aligned` is `taken` or more; adapted: less;
    * added: an item of the plan tied to nothing (template item empty).

    Columns: template, item, label, heading, plan, uptake, plan_items and plan_labels (joined by ;, best first),
    score, containment, plan_containment, aligned (of the best tie), words (the longest stretches both have,
    joined by …), item_words, plan_words, basis (program), item_key and plan_key (change with the words, for
    `corrected_uptake`). Sorted by plan (as in `plans`, else by id), then place in the template; what is added comes last. Raises TableError for a
    template without items; plans without items have no rows.

    >>> import pandas as pd
    >>> rows = [("t", "1", "加强行政复议工作"), ("t", "2", "推进政务公开"), ("p", "1", "全面加强行政复议工作"), ("p", "2", "发展旅游")]
    >>> items = pd.DataFrame(rows, columns=["document", "item", "words"])
    >>> uptake_matrix(items, template="t")[["item", "uptake", "plan_items"]].values.tolist()
    [['1', 'taken_over', '1'], ['2', 'dropped', ''], ['', 'added', '2']]
    """
    import pandas as pd

    held = checked_items(items)
    known = sorted({one.document for one in held})
    if template not in known:
        raise TableError(
            f"the template {template} has no items; there are items of {', '.join(known) or 'nothing'}."
        )
    if unknown := sorted(set(plans or ()) - set(known)):
        raise TableError(
            f"the items table has no items of {', '.join(unknown)}: correct the id or leave it out."
        )
    asked = [name for name in dict.fromkeys(known if plans is None else plans) if name != template]
    of = {name: [one for one in held if one.document == name] for name in [template, *asked]}
    rows: list[tuple[object, ...]] = []
    for plan in asked:  # each by itself, so that what is said of a plan does not hang on the others
        wording = {one[:2]: _wording(one.words) for one in (*of[template], *of[plan])}
        book = Book(wording, _weights(list(wording.values())), (taken, adapted, adapted_short))
        rows += _plan_rows(of[template], of[plan], book)
    return with_documents(pd.DataFrame(rows, columns=list(UPTAKE_COLUMNS)), [template, *asked])


def _wording(words: str) -> Wording:
    """An item's content, its pairs and its runs of characters."""
    plain = content_words(words)
    return Wording(plain, _grams(plain, 2), _grams(plain, RUN))


def _grams(words: str, size: int) -> frozenset[str]:
    """Every sequence of so many characters; the whole where there are fewer."""
    return frozenset(words[at : at + size] for at in range(max(len(words) - size + 1, 1)))


def _weights(wordings: list[Wording]) -> Mapping[str, float]:
    """What each pair of characters weighs."""
    spread = Counter(pair for wording in wordings for pair in wording.pairs)
    return {pair: log((len(wordings) + 1) / count) for pair, count in sorted(spread.items())}


def _aligned(one: Wording, two: Wording) -> float:
    """The share of the characters of one wording in stretches that the other has."""
    covered = [False] * len(one.words)
    size = min(RUN, len(one.words))
    for at in range(len(one.words) - size + 1):
        if one.words[at : at + size] in two.runs or (size < RUN and one.words in two.words):
            covered[at : at + size] = [True] * size
    return sum(covered) / len(covered)


def _ties(own: list[Item], theirs: list[Item], book: Book) -> dict[str, list[Tie]]:
    """For each item of the template its ties to a plan, best first."""
    found: dict[str, list[Tie]] = {}
    for item in own:
        one = book.wording[item[:2]]
        ties = []
        for other in theirs:
            two = book.wording[other[:2]]
            short = min(len(one.words), len(two.words)) < SHORT
            shares = book.share(one.pairs, two.pairs), book.share(two.pairs, one.pairs)
            tie = Tie(other, *shares, _aligned(one, two) if one.runs & two.runs or short else 0.0)
            if tie.score >= book.limits[2 if short else 1] or (tie.aligned >= VERBATIM and not short):
                ties.append(tie)
        found[item.item] = sorted(ties, key=lambda tie: -tie.score)  # equals stay in order of place
    return found


def _plan_rows(own: list[Item], theirs: list[Item], book: Book) -> list[tuple[object, ...]]:
    """The rows of one plan: the template's items in order, then what is added."""
    ties = _ties(own, theirs, book)
    first = Counter(found[0].other.item for found in ties.values() if found)
    rows = [_item_row(item, theirs[0].document, ties[item.item], first, book) for item in own]
    tied = {tie.other.item for found in ties.values() for tie in found}
    return rows + [added_row(own[0].document, item) for item in theirs if item.item not in tied]


def _item_row(item: Item, plan: str, found: list[Tie], first: Counter[str], book: Book) -> tuple[object, ...]:
    """The row of an item of the template."""
    parts = _parts(book.wording[item[:2]], found, book)
    if not found:
        status = "dropped"
    elif len(parts) > 1:
        status = "split"
    elif first[found[0].other.item] > 1:
        status = "merged"
    else:
        status = "taken_over" if found[0].aligned >= book.limits[0] else "adapted"
    there = [tie.other for tie in parts]
    best = (found[0].score, *found[0][1:]) if found else (0.0, 0.0, 0.0, 0.0)
    said = "\n".join(other.words for other in there)
    return (
        item.document, item.item, item.label, item.heading, plan, status, ";".join(other.item for other in there),
        ";".join(other.label for other in there), *best, shared_words(item.words, said), item.words, said, "program",
        words_key(item.words), words_key(said),
    )  # fmt: skip


def added_row(template: str, item: Item, basis: str = "program") -> tuple[object, ...]:
    """The row of an item of a plan that the template does not have 新增条目."""
    score = (0.0, 0.0, 0.0, 0.0)
    return (
        template, "", "", item.heading, item.document, "added", item.item, item.label, *score, "", "", item.words, basis,
        "", words_key(item.words),
    )  # fmt: skip


def _parts(one: Wording, found: list[Tie], book: Book) -> list[Tie]:
    """The ties that each add their part to what stands in the better ones: one, or several where an item is split."""
    kept: list[Tie] = []
    had: frozenset[str] = frozenset()
    for tie in found:
        more = had | book.wording[tie.other[:2]].pairs
        if not kept or book.share(one.pairs, more) - book.share(one.pairs, had) >= GAIN:
            kept.append(tie)
            had = more
    return kept


def words_key(words: str) -> str:
    """A short key that changes when the words do, whatever their punctuation 用字标识.

    >>> words_key("加强行政复议") == words_key("加強行政復議。")
    True
    """
    plain = content_words(words).encode("utf-8", "surrogatepass")
    return hashlib.sha256(plain).hexdigest()[:12] if plain else ""


def shared_words(one: str, two: str) -> str:
    """The longest stretches of content that two wordings share, in the order of the first 共有字句.

    Up to three, of four characters and more, joined by …

    >>> shared_words("推进政务公开，加强行政复议工作", "行政复议工作要加强，政务公开也要推进")
    '政务公开…行政复议工作'
    """
    plain, other = content_words(one), content_words(two)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(plain) - 3:
        size = 0
        while (
            at + size < len(plain)
            and plain[at : at + max(size + 1, 4)] in other
            and at + max(size + 1, 4) <= len(plain)
        ):
            size = max(size + 1, 4)
        if size:
            found.append((at, size))
        at += max(size, 1)
    longest = sorted(sorted(found, key=lambda stretch: (-stretch[1], stretch[0]))[:SHOWN])
    return "…".join(plain[start : start + size] for start, size in longest)
