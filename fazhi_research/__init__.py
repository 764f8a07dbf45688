"""Comparing documents on the building of a law-based government (法治政府建设).

The public names, each made where its module says. Modules are imported when a name is first used, so that `import fazhi_research` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.coding.agencies import Resolution as Resolution
    from fazhi_research.coding.agencies import agency_of as agency_of
    from fazhi_research.coding.agencies import unknown_units as unknown_units
    from fazhi_research.coding.assignments import Assignment as Assignment
    from fazhi_research.coding.citations import Citation as Citation
    from fazhi_research.coding.citations import extract_citations as extract_citations
    from fazhi_research.coding.deadlines import Deadline as Deadline
    from fazhi_research.coding.deadlines import extract_deadlines as extract_deadlines
    from fazhi_research.coding.references import Reference as Reference
    from fazhi_research.coding.references import bibtex as bibtex
    from fazhi_research.coding.references import gbt7714 as gbt7714
    from fazhi_research.coding.references import reference as reference
    from fazhi_research.coding.register import Register as Register
    from fazhi_research.coding.register import read_register as read_register
    from fazhi_research.coding.successions import succession_map as succession_map
    from fazhi_research.coding.targets import Target as Target
    from fazhi_research.coding.targets import extract_targets as extract_targets
    from fazhi_research.coding.tasks import Task as Task
    from fazhi_research.coding.tasks import extract_tasks as extract_tasks
    from fazhi_research.drawing.agency_graph import plot_agency_graph as plot_agency_graph
    from fazhi_research.drawing.corpus import plot_corpus as plot_corpus
    from fazhi_research.drawing.lead_heatmap import plot_lead_heatmap as plot_lead_heatmap
    from fazhi_research.drawing.reading_view import ReadingView as ReadingView
    from fazhi_research.drawing.reading_view import reading_view as reading_view
    from fazhi_research.drawing.reuse_flow import plot_reuse_flow as plot_reuse_flow
    from fazhi_research.drawing.style import figure_style as figure_style
    from fazhi_research.drawing.uptake import plot_uptake_matrix as plot_uptake_matrix
    from fazhi_research.errors import FazhiError as FazhiError
    from fazhi_research.measuring.containments import reuse_containments as reuse_containments
    from fazhi_research.measuring.corrections import corrected_uptake as corrected_uptake
    from fazhi_research.measuring.corrections import stale_corrections as stale_corrections
    from fazhi_research.measuring.document_counts import document_counts as document_counts
    from fazhi_research.measuring.edges import role_ties as role_ties
    from fazhi_research.measuring.formulas import read_formulas as read_formulas
    from fazhi_research.measuring.graphs import agency_graph as agency_graph
    from fazhi_research.measuring.graphs import graph_ties as graph_ties
    from fazhi_research.measuring.items import section_items as section_items
    from fazhi_research.measuring.items import task_items as task_items
    from fazhi_research.measuring.leads import co_leads as co_leads
    from fazhi_research.measuring.leads import lead_by_section as lead_by_section
    from fazhi_research.measuring.leads import lead_concentration as lead_concentration
    from fazhi_research.measuring.leads import lead_shares as lead_shares
    from fazhi_research.measuring.pieces import passage_pieces as passage_pieces
    from fazhi_research.measuring.reuse import common_phrases as common_phrases
    from fazhi_research.measuring.reuse import reuse_passages as reuse_passages
    from fazhi_research.measuring.task_sections import task_sections as task_sections
    from fazhi_research.measuring.uptake import uptake_matrix as uptake_matrix
    from fazhi_research.project import Project as Project
    from fazhi_research.project import build as build
    from fazhi_research.project import check as check
    from fazhi_research.project import draw as draw
    from fazhi_research.project import reproduce as reproduce
    from fazhi_research.project.sheets import read_uptake_sheet as read_uptake_sheet
    from fazhi_research.project.sheets import save_uptake_sheet as save_uptake_sheet
    from fazhi_research.reading.corpus import Corpus as Corpus
    from fazhi_research.reading.corpus import read_corpus as read_corpus
    from fazhi_research.reading.documents import Document as Document
    from fazhi_research.reading.documents import parse_outline as parse_outline
    from fazhi_research.reading.outline import Outline as Outline
    from fazhi_research.reading.outline import Section as Section
    from fazhi_research.reading.spans import Span as Span

__version__ = "0.1.0"

_HOMES = {
    "Assignment": "coding.assignments",
    "Citation": "coding.citations",
    "Corpus": "reading.corpus",
    "Deadline": "coding.deadlines",
    "Document": "reading.documents",
    "FazhiError": "errors",
    "Outline": "reading.outline",
    "Project": "project",
    "ReadingView": "drawing.reading_view",
    "Reference": "coding.references",
    "Register": "coding.register",
    "Resolution": "coding.agencies",
    "Section": "reading.outline",
    "Span": "reading.spans",
    "Target": "coding.targets",
    "Task": "coding.tasks",
    "agency_graph": "measuring.graphs",
    "agency_of": "coding.agencies",
    "bibtex": "coding.references",
    "build": "project",
    "check": "project",
    "co_leads": "measuring.leads",
    "common_phrases": "measuring.reuse",
    "corrected_uptake": "measuring.corrections",
    "document_counts": "measuring.document_counts",
    "draw": "project",
    "extract_citations": "coding.citations",
    "extract_deadlines": "coding.deadlines",
    "extract_targets": "coding.targets",
    "extract_tasks": "coding.tasks",
    "figure_style": "drawing.style",
    "gbt7714": "coding.references",
    "graph_ties": "measuring.graphs",
    "lead_by_section": "measuring.leads",
    "lead_concentration": "measuring.leads",
    "lead_shares": "measuring.leads",
    "parse_outline": "reading.documents",
    "passage_pieces": "measuring.pieces",
    "plot_agency_graph": "drawing.agency_graph",
    "plot_corpus": "drawing.corpus",
    "plot_lead_heatmap": "drawing.lead_heatmap",
    "plot_reuse_flow": "drawing.reuse_flow",
    "plot_uptake_matrix": "drawing.uptake",
    "read_corpus": "reading.corpus",
    "read_formulas": "measuring.formulas",
    "read_register": "coding.register",
    "read_uptake_sheet": "project.sheets",
    "reading_view": "drawing.reading_view",
    "reference": "coding.references",
    "reproduce": "project",
    "reuse_containments": "measuring.containments",
    "reuse_passages": "measuring.reuse",
    "role_ties": "measuring.edges",
    "save_uptake_sheet": "project.sheets",
    "section_items": "measuring.items",
    "stale_corrections": "measuring.corrections",
    "succession_map": "coding.successions",
    "task_items": "measuring.items",
    "task_sections": "measuring.task_sections",
    "unknown_units": "coding.agencies",
    "uptake_matrix": "measuring.uptake",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'fazhi_research' has no attribute {name!r}")
    return getattr(import_module(f"fazhi_research.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
