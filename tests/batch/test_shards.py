"""Shards: which earlier parts reach into each, found in one walk along both."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.batch.parts import Part
from fazhi_research.batch.runs import _reaching
from fazhi_research.batch.shards import Shard, shards
from fazhi_research.reading.corpus import InputFile

NAMES = st.text(alphabet="abc", min_size=1, max_size=3)


@given(st.lists(NAMES, min_size=1, max_size=40), st.lists(st.tuples(NAMES, NAMES), max_size=12))
def test_the_parts_that_reach_into_a_shard_are_those_that_share_names_with_it(
    names: list[str], stretches: list[tuple[str, str]]
) -> None:
    cut = list(shards([InputFile(Path(name), name) for name in sorted(names)]))
    parts = [Part(str(at), min(ends), max(ends), "", 0) for at, ends in enumerate(stretches)]
    found = list(_reaching(iter(cut), parts))
    assert [shard for shard, _ in found] == cut
    for shard, keys in found:
        expected = [part.key for part in parts if part.first <= shard.last and shard.first <= part.last]
        assert list(keys) == sorted(expected)


def test_shards_of_very_many_files_hold_some_sixty_each() -> None:
    names = [f"plan-{number:05}.txt" for number in range(10_000)]
    cut: list[Shard] = list(shards([InputFile(Path(name), name) for name in names]))
    assert [file.name for shard in cut for file in shard.files] == names
    assert 100 < len(cut) < 250 and max(len(shard.files) for shard in cut) <= 256
