"""The minutes given to the benchmarks are kept, and spent on larger sizes before they are spent on repetition."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).resolve().parent.parent / "benchmarks" / "budget.py"


@pytest.fixture(scope="module")
def budget() -> ModuleType:
    spec = importlib.util.spec_from_file_location("budget", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SIZES = (10, 100, 1000, 10_000, 100_000)


@pytest.mark.parametrize(
    ("cost", "reached"),
    [(lambda size: 1 + 0.01 * size, 10_000), (lambda size: 0.001 * size, 100_000), (lambda size: 50.0, 10_000), (lambda size: 500.0, 100)],
)  # fmt: skip
def test_sizes_grow_as_long_as_the_next_ends_in_time(budget: ModuleType, cost: Callable[[int], float], reached: int) -> None:
    now = [0.0]
    held = budget.Budget(600, {"one": 1, "other": 1}, clock=lambda: now[0])
    done = []
    for size, rounds in held.sizes("one", SIZES, 3):
        done.append(size)
        now[0] += rounds * cost(size)
    assert done[-1] == reached
    assert now[0] <= 300 or done == [10, 100]  # the first two are made whatever they take


def test_what_one_part_leaves_over_is_for_the_next(budget: ModuleType) -> None:
    now = [0.0]
    held = budget.Budget(100, {"one": 9, "other": 1}, clock=lambda: now[0])
    assert list(held.sizes("one", (1, 2), 3)) == [(1, 3), (2, 3)]
    assert [size for size, _ in held.sizes("other", (1, 2), 3)] == [1, 2]
    assert held.bears("other", 99) and not held.bears("other", 101)
