"""What the notebooks on leads and on the reform of 2018 conclude is what is counted."""

from __future__ import annotations

import fazhi_research as fz
from fazhi_research.tables import corpus_tables
from tests.notebooks.books import conclusion


def test_the_counts_in_the_conclusions_are_counted() -> None:
    held = corpus_tables(fz.read_corpus())
    plan = {
        name: table[table["document"] == "jinchuan-2015"] for name, table in held.items() if name != "outside"
    }
    leads = plan["assignments"][plan["assignments"]["role"] == "lead"]
    led = set(leads["task_start"])
    others = plan["assignments"][(plan["assignments"]["role"] == "responsible")]
    others = others[others["task_start"].isin(led)]
    by_section = fz.lead_by_section(plan["assignments"], plan["tasks"], sections=plan["sections"])
    three = by_section.groupby("agency")["tasks"].sum()[["区政府法制办", "区政府办公室", "区编办"]]
    whole = by_section[by_section["tasks"] == by_section["of"]].groupby("agency")["mark"].apply("".join)
    assert (len(plan["tasks"]), len(led), len(leads), leads["named"].nunique()) == (44, 41, 44, 10)
    assert three.tolist() == [18, 10, 5]
    assert by_section["agency"].tolist().count("区政府法制办") == 7
    assert (whole["区政府法制办"], whole["区政府办公室"]) == ("(三)(八)", "(六)")
    assert by_section.groupby("mark").size()[["(一)", "(七)"]].tolist() == [5, 5]
    assert (len(others), int(others["collective"].sum())) == (85, 80)
    words = conclusion("02")
    for count in ("41 have a lead", "33 of the 44", "seven of the nine", "85 ties, and 80"):
        assert count in words


def test_the_counts_in_the_conclusions_on_the_reform_are_counted() -> None:
    held = corpus_tables(fz.read_corpus())["assignments"]
    plan = held[(held["document"] == "jinchuan-2015") & (held["role"] != "mentioned")]
    map_2018 = fz.heirs("2018", since="2015")
    mapped = fz.mapped_assignments(plan, map_2018)
    changes = fz.lead_changes(mapped, map_2018).set_index("before_named")
    moved = changes[changes["mapped"] == "moved"]["tasks"]
    assert moved.to_dict() == {"区政府法制办": 18, "区编办": 5, "区工商局": 2, "区监察局": 1}
    assert (moved.sum(), changes["tasks"].sum()) == (26, 44)
    merged = changes[changes["after_named"] == "司法厅(局)"]
    assert (merged["tasks_after"].tolist(), merged["of"].tolist()) == ([19, 19], [41, 41])
    assert merged["share_after"].round(2).tolist() == [0.46, 0.46]
    parted = changes[changes["parts"] != ""]["tasks"]
    assert (len(parted), parted.sum(), (changes["mapped"] == "ambiguous").sum()) == (3, 6, 0)
    found = fz.lead_concentration_changes(mapped)
    assert found["leads"].tolist() == [10, 9]
    assert found["hhi"].round(3).tolist() == [0.248, 0.268]
    assert found["effective"].round(1).tolist() == [4.0, 3.7]
    assert round(found["hhi"].diff().iloc[1] - 2 * 17 / 41 * 1 / 41, 9) == 0
    kinds = {body.agency: body.type for body in fz.read_register().agencies.values()}
    leads = mapped[mapped["role"] == "lead"]
    assert moved.drop("区编办").sum() == 21
    beyond = {kind: leads[leads["agency"].map(kinds) == kind] for kind in ("party", "supervision")}
    assert {kind: rows["task_start"].nunique() for kind, rows in beyond.items()} == {
        "party": 5,
        "supervision": 1,
    }
    shared = leads[leads["task_start"].isin(beyond["party"]["task_start"])]
    assert shared.groupby("task_start").size().tolist().count(2) == 1
    assert held[held["role"] == "lead"]["document"].unique().tolist() == ["jinchuan-2015"]
    words = conclusion("03")
    for count in (
        "26 of the 44",
        "19 of the 41 tasks (46%)",
        "21 of the 44 (48 %)",
        "1 of the 41 tasks",
        "with 5 of the 41 (one of them",
        "(21 of 44)",
        "from 0.248 to 0.268",
        "with 6 lead ties",
    ):
        assert count in words
