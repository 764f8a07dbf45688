"""The map of one year's bodies onto another's."""

from __future__ import annotations

import pytest

from fazhi_research.coding.register import read_register
from fazhi_research.coding.successions import succession_map, transfers


@pytest.mark.parametrize(
    "on", ["2000", "2008", "2010", "2013", "2015", "2018", "2020", "2021", "2023", "2026"]
)
def test_every_body_is_mapped_and_weights_sum_to_one(on: str) -> None:
    held = succession_map(on)
    assert set(held) == set(read_register().agencies)
    for body, shares in held.items():
        assert sum(shares.values()) == pytest.approx(1), body
        assert set(shares) <= set(held)


@pytest.mark.parametrize(
    ("on", "body", "expected"),
    [
        ("2015", "legal-affairs-office", {"legal-affairs-office": 1.0}),
        ("2018", "legal-affairs-office", {"justice-bureau": 1.0}),
        ("2018", "justice-bureau", {"justice-bureau": 1.0}),
        ("2015", "justice-bureau", {"justice-bureau": 1.0}),
        ("2018", "industry-commerce-bureau", {"market-regulation-bureau": 1.0}),
        ("2018", "quality-bureau", {"market-regulation-bureau": 1.0}),
        ("2018", "price-bureau", {"development-reform": 0.5, "market-regulation-bureau": 0.5}),
        ("2018", "poverty-office", {"poverty-office": 1.0}),
        ("2021", "poverty-office", {"rural-revitalization-bureau": 1.0}),
        ("2023", "poverty-office", {"agriculture-rural-bureau": 1.0}),
        ("2013", "health-bureau", {"health-family-planning": 1.0}),
        ("2018", "health-bureau", {"health-commission": 1.0}),
        ("2018", "banking-regulation", {"banking-insurance-regulation": 1.0}),
        ("2023", "insurance-regulation", {"financial-regulation-bureau": 1.0}),
        ("2018", "environmental-protection-bureau", {"ecology-environment-bureau": 1.0}),
        ("2023", "big-data-bureau", {"big-data-bureau": 1.0}),
        ("2018", "court", {"court": 1.0}),
    ],
)
def test_bodies_after_the_reforms(on: str, body: str, expected: dict[str, float]) -> None:
    assert succession_map(on)[body] == expected


def test_a_later_body_is_mapped_back() -> None:
    before = succession_map("2015")
    assert before["tax-bureau"] == {"local-tax-bureau": 0.5, "state-tax-bureau": 0.5}
    assert before["ecology-environment-bureau"] == {"environmental-protection-bureau": 1.0}


def test_partial_transfers_are_listed_and_move_nothing() -> None:
    parts = {step.after for step in transfers("civil-affairs-bureau") if not step.whole}
    assert {
        "emergency-bureau",
        "veterans-bureau",
        "medical-insurance-bureau",
        "social-work-department",
    } <= parts
    assert succession_map("2023")["civil-affairs-bureau"] == {"civil-affairs-bureau": 1.0}


def test_a_map_of_a_map_is_the_map() -> None:
    held = succession_map("2023")
    for shares in held.values():
        for body in shares:
            assert held[body] == {body: 1.0}
