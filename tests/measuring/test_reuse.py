"""Shared passages: against exact search by brute force, and the shipped documents as read."""

from __future__ import annotations

import difflib
import random
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fazhi_research import tables
from fazhi_research.errors import TableError
from fazhi_research.measuring.alignment import LONG, aligned, reach
from fazhi_research.measuring.characters import content_characters, content_words
from fazhi_research.measuring.containments import reuse_containments
from fazhi_research.measuring.fingerprints import GRAM, GUARANTEE, WINDOW, winnow
from fazhi_research.measuring.pieces import passage_pieces
from fazhi_research.measuring.reuse import common_phrases, reuse_passages
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.folding import fold

NOTHING = pd.DataFrame({"phrase": pd.Series([], dtype="str")})
WORDS = "甲乙丙丁戊己庚辛"
PROSE = st.text(alphabet=WORDS[:5] + "，。", min_size=0, max_size=120)
SHARED = st.text(alphabet=WORDS, min_size=GUARANTEE, max_size=60)


def table(*texts: str, **named: str) -> pd.DataFrame:
    rows = [(chr(97 + number), text) for number, text in enumerate(texts)] + list(named.items())
    return pd.DataFrame(rows, columns=["document", "text"], dtype=object)  # as read_texts gives them


def by_brute_force(one: str, two: str, least: int) -> tuple[set[int], set[int]]:
    """The places of each text's content that lie in a stretch of `least` equal characters, by looking at all."""
    places: tuple[set[int], set[int]] = (set(), set())
    for at in range(len(one) - least + 1):
        for other in range(len(two) - least + 1):
            if one[at : at + least] == two[other : other + least]:
                places[0].update(range(at, at + least))
                places[1].update(range(other, other + least))
    return places


def rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples())


def by_pair(frame: pd.DataFrame) -> dict[tuple[str, str], Any]:
    return {(row.document, row.other): row for row in rows(frame)}


def content_places(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if content_words(char)]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts with stretches in common, whole or with words changed between."""
    one, two = draw(PROSE), draw(PROSE)
    for shared in draw(st.lists(SHARED, max_size=3)):
        one = draw(PROSE) + shared + one
        two = two + draw(st.sampled_from(["", "，", "壬"])).join([shared[:30], shared[30:]]) + draw(PROSE)
    return one, two


@given(pair=pairs())
def test_every_exact_stretch_of_the_guaranteed_length_lies_in_a_passage(pair: tuple[str, str]) -> None:
    plain = [content_words(text) for text in pair]
    grams = [Counter(text[at : at + GRAM] for at in range(len(text))) for text in plain]
    assume(max((count for gram in grams for count in gram.values()), default=0) <= 8)
    found = reuse_passages(table(*pair), least=GUARANTEE, most_documents=None)
    wanted = by_brute_force(plain[0], plain[1], GUARANTEE)
    for text, places, start, stop in zip(
        pair, wanted, ("start", "other_start"), ("stop", "other_stop"), strict=True
    ):
        at = content_places(text)
        covered = {place for row in found.to_dict("records") for place in range(row[start], row[stop])}
        assert {at[place] for place in places} <= covered
    longest = difflib.SequenceMatcher(None, plain[0], plain[1], autojunk=False).find_longest_match()
    assert (longest.size >= GUARANTEE) <= (len(found) > 0)


@given(pair=pairs())
def test_spans_quote_themselves_and_the_pieces_add_up(pair: tuple[str, str]) -> None:
    texts = table(*pair)
    found = reuse_passages(texts, least=GUARANTEE)
    pieces = passage_pieces(found, texts)
    for row in rows(found):
        assert pair[0][row.start : row.stop] == row.words
        assert pair[1][row.other_start : row.other_stop] == row.other_words
        long = max(len(content_words(row.words)), len(content_words(row.other_words)))
        assert row.agreement == pytest.approx(row.equal / long)
        assert row.agreement >= 0.5
    for passage, group in pieces.groupby("passage"):
        copied = group[group["kind"] == "copied"]
        assert [content_words(words) for words in copied["words"]] == [
            content_words(words) for words in copied["other_words"]
        ]
        assert copied["words"].map(content_words).map(len).sum() == found["equal"][passage]
        for side, whole in (("words", "words"), ("other_words", "other_words")):
            assert content_words("".join(group[side])) == content_words(found[whole][passage])


@given(pair=pairs())
def test_neither_names_nor_order_nor_others_matter(pair: tuple[str, str]) -> None:
    assume(pair[0] != pair[1])
    columns = ["start", "stop", "other_start", "other_stop", "equal"]
    found = reuse_passages(table(a=pair[0], b=pair[1]), least=GUARANTEE, most_documents=None)
    turned = reuse_passages(table(z=pair[0], b=pair[1], c="无关的文字"), least=GUARANTEE, most_documents=None)
    back = turned.rename(
        columns={"start": "other_start", "stop": "other_stop", "other_start": "start", "other_stop": "stop"}
    )
    key = sorted(map(tuple, found[columns].to_numpy().tolist()))
    assert sorted(map(tuple, back[columns].to_numpy().tolist())) == key
    again = reuse_passages(
        table(a=pair[0], b=pair[1]).iloc[::-1], least=GUARANTEE, most_documents=None, against=["b"]
    )
    assert again.sort_values(columns)[columns].to_numpy().tolist() == [list(row) for row in key]


@given(text=st.text(max_size=80))
def test_content_is_folded_one_for_one_with_its_places(text: str) -> None:
    held = content_characters(["a", "b"], ["法治", text])
    start, stop = int(held.starts[1]), int(held.stops[1])
    for place in range(start, stop):
        char = fold(text[int(held.offsets[place])])
        assert held.words(place, place + 1) == (char.lower() if char.isascii() else char)
    assert held.offsets[start:stop].tolist() == content_places(text)


@given(text=st.text(alphabet=WORDS[:3], max_size=60))
def test_fingerprints_are_the_least_of_their_windows(text: str) -> None:
    import numpy as np

    codes = np.array([ord(char) for char in text], dtype=np.uint32)
    places, values = winnow(codes)
    value = dict(zip(places.tolist(), values.tolist(), strict=True))
    kept = set(value)
    for at in range(len(text) - GUARANTEE + 1):
        assert kept & set(range(at, at + WINDOW))  # none of the windows is without
    grams = {place: text[place : place + GRAM] for place in kept}
    assert len(set(value.values())) == len(set(grams.values()))  # equal words, equal values, and no others


def test_small_differences_are_bridged() -> None:
    one = "各地区要加强组织领导，到2025年基本建成法治国家、法治政府、法治社会，健全依法行政的政府治理体系。"
    two = (
        "前言。全市要加强组织领导, 到2025年基本建成法治许昌、法治政府、法治社会；健全依法行政的政府治理体系！"
    )
    row = reuse_passages(table(one, two)).iloc[0]
    assert row["words"] == one[3:-1]
    assert row["other_words"] == two[5:-1]
    pieces = passage_pieces(reuse_passages(table(one, two)), table(one, two))
    assert pieces[pieces["kind"] == "adapted"][["words", "other_words"]].to_numpy().tolist() == [
        ["国家", "许昌"]
    ]


def test_script_width_and_page_numbers_do_not_matter() -> None:
    one = "行政执法人员持证上岗和资格管理—5—制度，未经执法资格考试合格，不得授予执法资格"
    two = "行政執法人員持證上崗和資格管理制度,未經執法資格考試合格,不得授予執法資格"
    furniture = pd.DataFrame({"document": ["a"], "start": [15], "stop": [18]})
    row = reuse_passages(table(one, two), furniture=furniture).iloc[0]
    assert (row["equal"], row["agreement"]) == (35, 1.0)  # 35 characters, counted by hand
    assert row["words"] == one.replace("—5—", "")


def test_formulas_and_titles_are_told_apart() -> None:
    formula = "坚持以习近平新时代中国特色社会主义思想为指导，认真落实《法治政府建设实施纲要（2021－2025年）》"
    own = "，各部门每季度向司法局报送行政复议案件的数量和结果"
    texts = table("甲" + formula + own, "乙" + formula + own, "丙" + formula)
    found = by_pair(reuse_passages(texts))
    # 坚持以习近平新时代中国特色社会主义思想为指导 22, 认真落实 4, title 19, own 24; the formula without 坚持 20
    both, short = found["a", "b"], found["a", "c"]
    assert (both.equal, both.plain, both.formulaic) == (69, 30, False)
    assert (short.equal, short.plain, short.formulaic) == (45, 6, True)
    assert by_pair(reuse_passages(texts, formulas=NOTHING))["a", "b"].plain == 50
    contained = by_pair(reuse_containments(reuse_passages(texts), texts))
    both, short = contained["a", "b"], contained["a", "c"]
    # a: 70 characters, 69 in the passage; 31 outside formula and title, 30 of them in the passage
    assert (both.characters, both.covered, both.plain_covered) == (70, 69, 30)
    assert both.plain_containment == pytest.approx(30 / 31)
    assert (short.passages, short.plain_passages, short.plain_covered) == (1, 0, 0)
    assert short.other_containment == pytest.approx(45 / 46)


def test_a_title_and_a_form_of_address_are_no_substance() -> None:
    title, own = "全市依法行政工作会议上的讲话", "各部门每季度向司法局报送行政复议案件的数量和结果"
    texts = table(
        f"{title} 同志们：这次全市依法行政工作会议是甲", f"{title} 同志们：这次全市依法行政工作会议是乙"
    )
    # title 14, 同志们 3, the rest 13 characters
    row = reuse_passages(texts).iloc[0]
    assert (row["equal"], row["plain"], row["formulaic"]) == (30, 27, False)
    documents = pd.DataFrame({"document": ["a", "b"], "issued": "", "title": [title, None]})
    row = reuse_passages(texts, documents).iloc[0]
    assert (row["equal"], row["plain"], row["formulaic"]) == (30, 13, True)
    longer = texts.assign(text=texts["text"].str[:-1] + own)
    found = reuse_passages(longer, documents)
    both = reuse_containments(found, longer, documents=documents).iloc[0]
    # a's own title counts neither above nor below the line, b has none in the table
    assert (both["plain_covered"], both["plain_containment"]) == (13 + len(own), 1.0)
    assert both["other_plain_covered"] == 14 + 13 + len(own)


def test_direction_only_where_the_dates_allow_it() -> None:
    words = "行政执法人员持证上岗和资格管理制度，未经执法资格考试合格，不得授予执法资格"
    documents = pd.DataFrame(
        {
            "document": ["a", "b", "c", "d"],
            "issued": ["2016-03-01", "2015", "", "2016"],
            "issued_from": ["", "", "2016-01-01", ""],
            "issued_to": ["", "", "2016-02-29", ""],
        }
    )
    found = reuse_passages(table(*[words] * 4), documents)
    earlier = {(row.document, row.other): row.earlier for row in rows(found)}
    assert earlier == {
        ("a", "b"): "b", ("a", "c"): "c", ("a", "d"): "", ("b", "c"): "b", ("b", "d"): "b", ("c", "d"): "",
    }  # fmt: skip
    assert set(reuse_passages(table(*[words] * 4))["earlier"]) == {""}


def test_words_that_everybody_uses_make_no_passage() -> None:
    phrase = "全面贯彻落实中央和省委关于推进依法行政的各项决策部署要求"  # 28 characters
    own = "行政执法人员持证上岗和资格管理制度未经执法资格考试合格不得授予"
    texts = table(*[f"{'壬癸子丑寅卯'[n] * 9}{phrase}{own if n < 2 else WORDS}" for n in range(6)])
    assert len(reuse_passages(texts)) == 15
    with pytest.warns(UserWarning, match="stand in more than 3 documents"):
        few = reuse_passages(texts, most_documents=3)
    assert few[["document", "other"]].to_numpy().tolist() == [["a", "b"]]
    assert own in few["words"][0]
    told = common_phrases(texts, most_documents=3)
    assert told["documents"].max() == 6
    assert all(words in phrase or words in phrase + WORDS or words in phrase + own for words in told["words"])
    # against one document there is no limit: it with each of the others
    assert set(reuse_passages(texts, most_documents=3, against=["c"])["words"].str.contains(phrase)) == {True}
    assert len(reuse_passages(texts, most_documents=3, against=["c"])) == 5


def test_a_warning_is_given_where_most_words_are_everybodys() -> None:
    line = "行政执法人员持证上岗和资格管理制度，未经执法资格考试合格，不得授予执法资格"
    with pytest.warns(UserWarning, match="100% of the words stand in more than 3 documents"):
        assert reuse_passages(table(*[line] * 5), most_documents=3).empty
    assert len(reuse_passages(table(*[line] * 5), most_documents=5)) == 10


def test_one_document_empty_ones_and_unlike_ones_have_no_passages() -> None:
    long = "行政执法人员持证上岗和资格管理制度，未经执法资格考试合格，不得授予执法资格"
    for texts in (
        table(),
        table(long),
        table(long, ""),
        table("", ""),
        table(long, "，。！"),
        table(long, long[:11]),
    ):
        found = reuse_passages(texts)
        assert found.empty
        assert passage_pieces(found, texts).empty
        assert reuse_containments(found, texts).empty
    assert reuse_passages(table())["equal"].dtype == "int64"


def test_identical_documents_are_one_passage() -> None:
    text = read_corpus()["xuchang-2022"].text
    found = reuse_passages(table(text, text))
    assert found[["agreement", "start"]].to_numpy().tolist() == [[1.0, 0.0]]
    both = reuse_containments(found, table(text, text)).iloc[0]
    assert (both["containment"], both["other_containment"]) == (1.0, 1.0)
    assert both["characters"] == len(content_words(text))


def test_broken_characters_are_carried_along() -> None:
    words = "行政执法人员持证上岗和资格\ud800管理制度\x00，未经执法资格考试𠮷"
    found = reuse_passages(table(words, "甲" + words))
    assert rows(found)[0].words == words
    assert len(passage_pieces(found, table(words, "甲" + words))) == 1


def test_text_that_repeats_itself_is_no_trap() -> None:
    line = "未经合法性审查或者经审查不合法的不得提交会议讨论"
    found = reuse_passages(table(line * 400, line * 300))
    assert 1 <= len(found) < 500
    assert found["equal"].max() == len(line) * 300


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(TableError, match="texts table has no column text"):
        reuse_passages(pd.DataFrame({"document": ["a"]}))
    with pytest.raises(TableError, match="has a twice: keep one row"):
        reuse_passages(pd.DataFrame({"document": ["a", "a"], "text": ["甲", "乙"]}))
    with pytest.raises(TableError, match="text of a is None, which is no text"):
        reuse_passages(pd.DataFrame({"document": ["a"], "text": [None]}))
    with pytest.raises(TableError, match="least=8 is too short: stretches under 12"):
        reuse_passages(table("甲", "乙"), least=8)
    with pytest.raises(TableError, match="no document z, named in against"):
        reuse_passages(table("甲", "乙"), against=["z"])
    with pytest.raises(TableError, match="most_documents=1 leaves no pair"):
        reuse_passages(table("甲", "乙"), most_documents=1)
    found = reuse_passages(table(*["行政执法人员持证上岗和资格管理制度，未经执法资格考试"] * 2))
    with pytest.raises(
        TableError, match="does not lie in the text of a: the passages were made from another"
    ):
        passage_pieces(found, table("短", "短"))
    with pytest.raises(TableError, match="a passage is of b, which the texts table does not hold"):
        passage_pieces(found, table("行政执法人员持证上岗和资格管理制度，未经执法资格考试"))
    with pytest.raises(TableError, match="a passage is of b, which the texts table does not hold"):
        reuse_containments(found, table("行政执法人员持证上岗和资格管理制度，未经执法资格考试"))


@given(one=st.text(alphabet=WORDS[:3], max_size=30), two=st.text(alphabet=WORDS[:3], max_size=30))
def test_an_alignment_tiles_both_wordings(one: str, two: str) -> None:
    pieces = aligned(one, two)
    assert "".join(one[p.start : p.stop] for p in pieces) == one
    assert "".join(two[p.other_start : p.other_stop] for p in pieces) == two
    assert all(one[p.start : p.stop] == two[p.other_start : p.other_stop] for p in pieces if p.same)
    turned = [(p.other_start, p.other_stop, p.start, p.stop, p.same) for p in aligned(two, one)]
    assert [tuple(piece) for piece in pieces] == turned or one == two
    far, other_far = reach(one, two)
    assert far <= len(one) and other_far <= len(two)


def test_the_shipped_documents_share_what_a_reader_finds() -> None:
    held = tables.corpus_tables(read_corpus())
    words = tables.texts(read_corpus())
    found = reuse_passages(table(**words), held["documents"], furniture=held["furniture"])
    clause = "行政执法人员持证上岗和资格管理制度,未经执法资格考试合格,不得授予执法资格"
    sharing = {name for name, text in words.items() if clause in text}
    shared = found[found["words"].str.contains(clause, regex=False)]
    assert sharing == {"chengguan", "jinchuan-2015", "jinhu-2023"}
    assert {name for row in rows(shared) for name in (row.document, row.other)} == sharing
    assert set(shared["earlier"]) == {"chengguan", "jinchuan-2015"}
    hant = found[(found["document"] == "township-2020") & (found["other"] == "weixian-2019")]
    assert any("習近平新時代中國特色社會主義思想" in words for words in hant["other_words"])
    assert hant["formulaic"].all()


def test_long_wordings_are_aligned_in_parts_that_tile_them() -> None:
    rng = random.Random(0)
    one = "".join(rng.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", k=25_000))
    changes = range(50, len(one), 100)
    two = "".join("〇" if at in changes else char for at, char in enumerate(one))
    assert len(one) > LONG
    pieces = aligned(one, two)
    assert "".join(one[p.start : p.stop] for p in pieces) == one
    assert "".join(two[p.other_start : p.other_stop] for p in pieces) == two
    assert [(p.start, p.stop) for p in pieces if not p.same] == [(at, at + 1) for at in changes]
    assert [p.same for p in pieces] == [at % 2 == 0 for at in range(len(pieces))]
    found = reuse_passages(table(one, two), most_documents=None)
    assert found["equal"].tolist() == [len(one) - len(changes)]
    repeated = aligned("甲乙" * 11_000, "甲乙" * 12_000)  # nothing stands once: in one part
    assert sum(p.stop - p.start for p in repeated if p.same) == 22_000
