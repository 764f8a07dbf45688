"""Time shared out among the parts of a benchmark: each goes on to larger sizes while the next would still end in time."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

_SLOWER = 1.1  # what a larger size needs is taken to be so much more than in proportion
_FOR_ROUNDS = 0.2  # rounds are repeated in so much of the time that is left, for larger sizes tell more than repetition


class Budget:
    """Seconds for all parts together; what one leaves over is shared out among those that come after it."""

    def __init__(self, seconds: float, weights: Mapping[str, float], clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self._weights = dict(weights)
        self._until: dict[str, float] = {}

    def sizes(self, part: str, sizes: Sequence[int], rounds: int) -> Iterator[tuple[int, int]]:
        """Each size with how many rounds to make; what the caller does between two of them is timed. The first two are
        always made: what every round needs, however small, shows in them."""
        share = self._weights[part] / sum(self._weights.values())
        del self._weights[part]
        began = self._clock()
        self._until[part] = began + max(self._end - began, 0.0) * share
        timed: list[tuple[int, float]] = []
        for size in sizes:
            left = self._until[part] - self._clock()
            expected = _expected(timed, size)
            if len(timed) > 1 and expected > left:
                return
            made = rounds if expected * rounds <= left * _FOR_ROUNDS else 1
            start = self._clock()
            yield size, made
            timed.append((size, (self._clock() - start) / made))

    def bears(self, part: str, seconds: float) -> bool:
        """Whether a part has so many seconds left."""
        return self._clock() + seconds < self._until[part]


def _expected(timed: Sequence[tuple[int, float]], size: int) -> float:
    """Seconds for a size along the line through the last two."""
    if len(timed) < 2:
        return timed[0][1] * 2 if timed else 0.0
    (small, less), (large, more) = timed[-2:]
    return more + max(more - less, 0.0) / (large - small) * (size - large) * _SLOWER
