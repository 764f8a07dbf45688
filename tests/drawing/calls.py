"""Every public plot, with what the notebooks hand it: the tables of the shipped documents."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import pandas as pd

import fazhi_research as fz

PLOTS = sorted(name for name in fz.__all__ if name.startswith("plot_"))
PLANS = ["liaoning-2011", "jinchuan-2015", "xuchang-2022"]


class Call(NamedTuple):
    """What a plot is called with."""

    given: tuple[Any, ...]
    told: dict[str, Any]


@cache
def tables() -> dict[str, pd.DataFrame]:
    """The tables of the project, and its texts."""
    project = fz.Project.find()
    names = "assignments tasks sections documents codings modalities furniture targets deadlines".split()
    held = dict(zip(names, project.read_tables(*names), strict=True))
    held["texts"] = project.read_texts()
    held["documents"] = fz.with_searched_han(held["documents"], held["texts"])
    return held


@cache
def calls() -> dict[str, Call]:
    """Each plot by its name."""
    return {**_leads(), **_themes(), **_likeness(), **_reuse()}


def _leads() -> dict[str, Call]:
    held = tables()
    plan, tasks, sections = (
        held[name][held[name]["document"] == "jinchuan-2015"] for name in ("assignments", "tasks", "sections")
    )
    stated = plan[plan["role"] != "mentioned"]
    graph, shares = fz.agency_graph(stated, tasks, sections=sections), fz.lead_shares(plan)
    later = fz.heirs("2018", since="2015")
    changes = fz.lead_changes(fz.mapped_assignments(stated, later), later)
    return {
        "plot_agency_graph": Call((graph,), {}),
        "plot_lead_changes": Call((changes,), {}),
        "plot_lead_heatmap": Call((fz.lead_by_section(plan, tasks, sections=sections),), {}),
        "plot_lead_shares": Call((shares,), {}),
        "plot_plan_comparison": Call((_two_plans(),), {}),
        "plot_role_matrix": Call((graph,), {}),
        "plot_shared_tasks": Call(
            (fz.shared_task_graph(fz.read_edges(""), roles=("lead", "responsible")),), {}
        ),
    }


def _two_plans() -> pd.DataFrame:
    """The plan that names leads beside a part of itself, since only one shipped plan names any."""
    held = tables()["assignments"]
    plan = held[held["document"] == "jinchuan-2015"]
    part = plan[plan["task_start"].isin(sorted(plan["task_start"].unique())[::2])].assign(
        document="xuchang-2022"
    )
    return fz.plan_comparison(pd.concat([plan, part]), first="jinchuan-2015", second="xuchang-2022")


def _themes() -> dict[str, Call]:
    held, book = tables(), fz.read_codebook()
    themes, terms = book.themes_of("themes"), book.terms_of("themes")
    shares = fz.theme_shares(held["codings"], held["documents"], themes=themes)
    plans, labels = shares[shares["document"].isin(PLANS)], {"labels": themes}
    seen = fz.term_sightings(held["codings"], held["documents"], terms)
    few = sorted(seen.loc[seen["first"] >= 2011, "term"].unique())[:12]
    forms = fz.competing_forms(held["texts"], held["documents"], furniture=held["furniture"])
    return {
        "plot_competing_forms": Call((forms,), {}),
        "plot_corpus": Call((held["documents"],), {}),
        "plot_modality": Call((fz.modality_profile(held["modalities"], held["documents"]),), {}),
        "plot_term_timeline": Call((seen[seen["term"].isin(few)], held["documents"]), labels),
        "plot_theme_heatmap": Call((shares,), labels),
        "plot_theme_ranks": Call((plans,), labels),
        "plot_theme_shares": Call((plans,), labels),
        "plot_theme_slopes": Call((plans,), labels),
    }


def _likeness() -> dict[str, Call]:
    held = tables()
    documents = held["documents"]
    profiles = fz.document_profiles(documents, held)
    distances = fz.profile_distances(profiles)
    points = fz.document_map(distances, draws=[distances] * 2)
    pair = fz.compare(fz.Project.find(), "jinchuan-2015", "xuchang-2022")
    return {
        "plot_cluster_tree": Call((fz.node_stability(distances, draws=20), profiles), {}),
        "plot_comparison": Call((pair.tables,), {}),
        "plot_distance_heatmap": Call((distances, documents), {}),
        "plot_document_map": Call((points, documents), {}),
    }


def _reuse() -> dict[str, Call]:
    held = tables()
    documents, furniture = held["documents"], held["furniture"]
    passages = fz.reuse_passages(held["texts"], documents, furniture=furniture)
    contained = fz.reuse_containments(passages, held["texts"], documents=documents, furniture=furniture)
    matrix = fz.uptake_matrix(fz.task_items(held["tasks"]), template=PLANS[0], plans=PLANS[1:])
    return {
        "plot_reuse_flow": Call((contained, documents), {}),
        "plot_uptake_matrix": Call((matrix,), {}),
    }
