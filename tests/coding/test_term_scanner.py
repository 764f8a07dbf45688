"""Terms in texts: the longest valid one at each place, compared with a plain search for it."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fazhi_research.coding.codebook import Codebook, Context, Scheme, Term, Theme
from fazhi_research.coding.searchable import BORDERS, SearchText
from fazhi_research.coding.term_scanner import TermScanner, scanner

ALPHABET = "甲乙丙、,。“”\n"
SCHEME = Scheme("s", "1", True, True, "某", "Some", "", "", "")


def book(terms: tuple[str, ...], contexts: tuple[tuple[str, str], ...]) -> Codebook:
    return Codebook(
        {"s": SCHEME},
        (Theme("s", "T", "", "题", "T", "", "", ""),),
        tuple(Term("s", "T", term, None, None, "matter", "", "") for term in terms),
        tuple(Context("s", term, within, "") for term, within in contexts),
        (),
    )


@cache
def made(terms: tuple[str, ...], contexts: tuple[tuple[str, str], ...]) -> TermScanner:
    return TermScanner(book(terms, contexts), "s")


def plainly(
    text: str, terms: tuple[str, ...], contexts: tuple[tuple[str, str], ...]
) -> list[tuple[int, int]]:
    """The definition, letter by letter: quotation marks dropped, then at each place the longest term not inside a context of its own."""
    kept = [place for place, sign in enumerate(text) if sign not in "“”"]
    words = "".join(text[place] for place in kept)
    spelled = {
        form: term for term in terms for form in (term, term.replace("、", ""), term.replace("、", ","))
    }

    def valid(form: str, at: int) -> bool:
        if not words.startswith(form, at):
            return False
        for term, within in contexts:
            if form not in (term, term.replace("、", ""), term.replace("、", ",")):
                continue
            for inside in re.finditer(f"(?={re.escape(form)})", within):
                before = at - inside.start()
                if before >= 0 and words.startswith(within, before):
                    return False
        return True

    found, at = [], 0
    while at < len(words):
        forms = sorted((form for form in spelled if valid(form, at)), key=len)
        if forms:
            found.append((kept[at], kept[at + len(forms[-1]) - 1] + 1))
            at += len(forms[-1])
        else:
            at += 1
    return found


SETS = [
    (("甲", "甲乙", "乙丙", "丙甲乙"), ()),
    (("甲乙", "乙丙", "甲"), (("甲乙", "丙甲乙"), ("甲", "甲丙"))),
    (("甲、乙", "乙甲", "丙"), (("丙", "甲丙甲"), ("乙甲", "乙甲乙"))),
]


@pytest.mark.parametrize(("terms", "contexts"), SETS)
@given(text=st.text(ALPHABET, max_size=40))
@example(text="丙甲“乙”丙甲丙,甲、乙甲")
def test_hits_are_those_of_the_definition(
    terms: tuple[str, ...], contexts: tuple[tuple[str, str], ...], text: str
) -> None:
    hits = made(terms, contexts).hits(SearchText(text))
    assert [(start, stop) for _, start, stop in hits] == plainly(text, terms, contexts)


@given(
    st.text(ALPHABET, max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3)
)
def test_blanked_stretches_are_not_searched(text: str, drawn: list[tuple[int, int]]) -> None:
    blanked = [(min(pair), min(max(pair), len(text))) for pair in drawn if min(pair) < len(text)]
    hits = made(("甲", "甲乙", "乙丙"), ()).hits(SearchText(text, blanked))
    hidden = {place for start, stop in blanked for place in range(start, stop)}
    for _, start, stop in hits:
        assert hidden.isdisjoint(range(start, stop))
        assert set(BORDERS).isdisjoint(text[start:stop])


@given(st.text(ALPHABET, max_size=60))
def test_what_is_left_out_moves_only_the_rest_of_its_sentence(text: str) -> None:
    searched = SearchText(text)
    borders = f"[{BORDERS}]"
    before, after = (re.split(borders, one) for one in (text, searched.text))
    assert [words for words in after if words] == [
        kept for words in before if (kept := re.sub("[“”]", "", words))
    ]
    assert len(searched.text) == len(text)
    assert all(searched.text[border.start()] == border.group() for border in re.finditer(borders, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("执法制约监督机制", ["执法", "制约监督"]),
        ("建立规章制度和政府规章", ["政府规章"]),
        ("申请示范文本,示范创建", ["示范创建"]),
        ("当好参谋、助手和法律顾问,聘请法律顾问", ["法律顾问"]),
        ("“六五”普法和“放管服”改革", ["六五普法", "放管服"]),
        (
            "“互联网+”监管,“互联网+监管”系统,互联网+政务服务",
            ["互联网+监管", "互联网+监管", "互联网+政务服务"],
        ),
        ("推行双随机一公开、“双随机,一公开”和“双随机、一公开”", ["双随机、一公开"] * 3),
        ("按照谁决策谁负责、“谁决策、谁负责”的原则", ["谁决策、谁负责"] * 2),
        ("法治国家、法治政府、法治社会一体建设", ["法治国家、法治政府、法治社会"]),
        ("行政执 法人员", ["行政执法人员"]),
        ("行政\n执法", ["执法"]),
        ("行政。复议", ["复议"]),
        ("重复议事,反复议论", []),
        ("财政协同和行政协调", []),
        ("行政执法监督体系", ["行政执法监督"]),
        ("加强对律师队伍建设的监察", ["律师队伍", "监察"]),
    ],
)
def test_traps_of_the_shipped_codebook(text: str, expected: list[str]) -> None:
    from fazhi_research.coding.codebooks import read_codebook

    found = scanner(read_codebook(), "themes")
    assert [found.terms[number][0].term for number, _, _ in found.hits(SearchText(text))] == expected
