"""What became of each body: the map of one year's bodies onto another's."""

import re
from dataclasses import dataclass
from fractions import Fraction

from fazhi_research.coding.register import Register, Succession, read_register
from fazhi_research.errors import LexiconError

BETWEEN_REFORMS = 5
"""Rounds of reform of government bodies come every five years (1998, 2003 … 2023): so long the last step on record holds."""


@dataclass(frozen=True, slots=True)
class Heir:
    """One body that has the function of another under the map of a year (承继机构).

    `before` became `after`, whose `share` is 1 unless several bodies share the function; `family` is the function of `before`, `heir_family` that
    of `after`. `parts` are the bodies to which up to that year only a part of the function passed, joined by ;. `first` and `last` are the
    years for which the register can tell, `chinese` and `english` what `after` is called.
    """

    before: str
    after: str
    share: float
    family: str
    heir_family: str
    parts: str
    chinese: str
    english: str
    first: int
    last: int


def heirs(on: str = "2018", *, since: str = "", register: Register | None = None) -> tuple[Heir, ...]:
    """The map of a year as rows, for every body and each that has its function, sorted (机构沿革对照表).

    What `succession_map` says, with families and names, ready for `mapped_assignments`. `on` is a year or an ISO date within the years that the
    register can tell: from one round of reform before its first step to the next round after its last (`LexiconError` otherwise). `since`, the
    year of the document, leaves out of `parts` what had passed on by then; it changes nothing else.

    >>> [(heir.after, heir.chinese) for heir in heirs("2018") if heir.before == "legal-affairs-office"]
    [('justice-bureau', '司法厅(局)')]
    """
    held = register or read_register()
    first, last = years_known(held)
    for date in (on, since) if since else (on,):
        if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", date) or not first <= int(date[:4]) <= last:
            raise LexiconError(
                f"there is no map on {date!r}: the register can tell for the years {first} to {last}; write one of them (2018) or a date in one."
            )
    years = range(int(since[:4]) + 1 if since else first, int(on[:4]) + 1)
    found = []
    for body, shares in succession_map(on, register=held).items():
        steps = {
            step.after for step in transfers(body, register=held) if not step.whole and step.year in years
        }
        family, parts = held.agencies[body].family, ";".join(sorted(steps - set(shares)))
        for after, share in shares.items():
            heir = held.agencies[after]
            found.append(
                Heir(body, after, share, family, heir.family, parts, heir.chinese, heir.english, first, last)
            )
    return tuple(found)


def years_known(register: Register) -> tuple[int, int]:
    """The first and the last year for which the register can tell what became of a body (名录所及年份)."""
    years = [step.year for step in register.successions]
    return min(years) - BETWEEN_REFORMS, max(years) + BETWEEN_REFORMS - 1


def succession_map(on: str = "2018", *, register: Register | None = None) -> dict[str, dict[str, float]]:
    """For every body of the register, the bodies that have its function under the map of a year, with weights that sum to 1 (机构沿革对照).

    The map of 2018 has every step of the reforms up to 2018, that of 2015 none after 2015. A body that went wholly into k bodies counts 1/k for each (so
    states no source how much went where: the weights are a convention, not a measurement); partial transfers move nothing by themselves, unless the body ended with
    nothing but partial ones. A body that the year does not know yet is mapped back to the bodies it came from. A body without a successor on record stays itself.

    >>> succession_map("2018")["legal-affairs-office"]
    {'justice-bureau': 1.0}
    >>> succession_map("2015")["tax-bureau"]
    {'local-tax-bureau': 0.5, 'state-tax-bureau': 0.5}
    """
    held = register or read_register()
    year = int(on[:4])
    forward = _steps(held, year, onward=True)
    backward = _steps(held, year, onward=False)
    return {
        body: {name: float(share) for name, share in sorted(_followed(body, forward, backward).items())}
        for body in sorted(held.agencies)
    }


def transfers(before: str, *, register: Register | None = None) -> tuple[Succession, ...]:
    """The steps by which a body's functions passed to others, whole or part, in order of year (职能划转).

    >>> [(step.year, step.after, step.whole) for step in transfers("poverty-office")]
    [(2021, 'rural-revitalization-bureau', True)]
    """
    return tuple(step for step in (register or read_register()).successions if step.before == before)


def _steps(register: Register, year: int, *, onward: bool) -> dict[str, list[str]]:
    """For each body that is gone (or not yet there) in a year, the bodies one step further on (or back)."""
    whole: dict[str, list[str]] = {}
    part: dict[str, list[str]] = {}
    for step in register.successions:
        if (step.year <= year) is not onward:
            continue
        source, target = (step.before, step.after) if onward else (step.after, step.before)
        agency = register.agencies[source]
        # Old names lingered for a year or two after a reform: by the map of its year the body has passed on.
        over = agency.until != 9999 if onward else agency.since > year
        if over or (onward and step.whole):
            (whole if step.whole else part).setdefault(source, []).append(target)
    return {body: whole.get(body) or part[body] for body in {*whole, *part}}


def _followed(
    body: str, forward: dict[str, list[str]], backward: dict[str, list[str]]
) -> dict[str, Fraction]:
    """The ends of all paths from a body, each step parting the weight evenly; no body is passed twice."""
    shares: dict[str, Fraction] = {}
    steps = forward if body in forward else backward
    paths: list[tuple[str, Fraction, frozenset[str]]] = [(body, Fraction(1), frozenset({body}))]
    while paths:
        at, share, seen = paths.pop()
        onward = [target for target in steps.get(at, []) if target not in seen]
        if not onward:
            shares[at] = shares.get(at, Fraction(0)) + share
        for target in onward:
            paths.append((target, share / len(onward), seen | {target}))
    return shares
