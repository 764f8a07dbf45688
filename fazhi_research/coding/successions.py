"""What became of each body: the map of one year's bodies onto another's."""

from fractions import Fraction

from fazhi_research.coding.register import Register, Succession, read_register


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
