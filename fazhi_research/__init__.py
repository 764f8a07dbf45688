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
    from fazhi_research.coding.codebook import Codebook as Codebook
    from fazhi_research.coding.codebooks import read_codebook as read_codebook
    from fazhi_research.coding.deadlines import Deadline as Deadline
    from fazhi_research.coding.deadlines import extract_deadlines as extract_deadlines
    from fazhi_research.coding.modality import Modality as Modality
    from fazhi_research.coding.modality import code_modality as code_modality
    from fazhi_research.coding.references import Reference as Reference
    from fazhi_research.coding.references import bibtex as bibtex
    from fazhi_research.coding.references import gbt7714 as gbt7714
    from fazhi_research.coding.references import reference as reference
    from fazhi_research.coding.register import Register as Register
    from fazhi_research.coding.register import read_register as read_register
    from fazhi_research.coding.successions import Heir as Heir
    from fazhi_research.coding.successions import heirs as heirs
    from fazhi_research.coding.successions import succession_map as succession_map
    from fazhi_research.coding.targets import Target as Target
    from fazhi_research.coding.targets import extract_targets as extract_targets
    from fazhi_research.coding.tasks import Task as Task
    from fazhi_research.coding.tasks import extract_tasks as extract_tasks
    from fazhi_research.coding.themes import Coding as Coding
    from fazhi_research.coding.themes import code_themes as code_themes
    from fazhi_research.drawing.agency_graph import plot_agency_graph as plot_agency_graph
    from fazhi_research.drawing.competing_forms import plot_competing_forms as plot_competing_forms
    from fazhi_research.drawing.corpus import plot_corpus as plot_corpus
    from fazhi_research.drawing.interactive import GraphPage as GraphPage
    from fazhi_research.drawing.interactive import interactive_graph as interactive_graph
    from fazhi_research.drawing.lead_bars import plot_lead_shares as plot_lead_shares
    from fazhi_research.drawing.lead_changes import plot_lead_changes as plot_lead_changes
    from fazhi_research.drawing.lead_heatmap import plot_lead_heatmap as plot_lead_heatmap
    from fazhi_research.drawing.modality import plot_modality as plot_modality
    from fazhi_research.drawing.plan_comparison import plot_plan_comparison as plot_plan_comparison
    from fazhi_research.drawing.reading_view import ReadingView as ReadingView
    from fazhi_research.drawing.reading_view import reading_view as reading_view
    from fazhi_research.drawing.reuse_flow import plot_reuse_flow as plot_reuse_flow
    from fazhi_research.drawing.role_matrix import plot_role_matrix as plot_role_matrix
    from fazhi_research.drawing.shared_tasks import plot_shared_tasks as plot_shared_tasks
    from fazhi_research.drawing.style import figure_style as figure_style
    from fazhi_research.drawing.term_timeline import plot_term_timeline as plot_term_timeline
    from fazhi_research.drawing.theme_heatmap import plot_theme_heatmap as plot_theme_heatmap
    from fazhi_research.drawing.theme_shares import plot_theme_shares as plot_theme_shares
    from fazhi_research.drawing.theme_slopes import plot_theme_ranks as plot_theme_ranks
    from fazhi_research.drawing.theme_slopes import plot_theme_slopes as plot_theme_slopes
    from fazhi_research.drawing.uptake import plot_uptake_matrix as plot_uptake_matrix
    from fazhi_research.errors import FazhiError as FazhiError
    from fazhi_research.errors import RefusedError as RefusedError
    from fazhi_research.measuring.agreement import krippendorff_alpha as krippendorff_alpha
    from fazhi_research.measuring.agreement import masi_distance as masi_distance
    from fazhi_research.measuring.betweenness import betweenness as betweenness
    from fazhi_research.measuring.caveats import Caveat as Caveat
    from fazhi_research.measuring.caveats import CaveatWarning as CaveatWarning
    from fazhi_research.measuring.caveats import caveats as caveats
    from fazhi_research.measuring.code_agreement import code_agreement as code_agreement
    from fazhi_research.measuring.code_agreement import confusions as confusions
    from fazhi_research.measuring.code_agreement import hard_cases as hard_cases
    from fazhi_research.measuring.communities import communities as communities
    from fazhi_research.measuring.containments import reuse_containments as reuse_containments
    from fazhi_research.measuring.cores import core_periphery as core_periphery
    from fazhi_research.measuring.corrections import corrected_uptake as corrected_uptake
    from fazhi_research.measuring.corrections import stale_corrections as stale_corrections
    from fazhi_research.measuring.coverage import task_coverage as task_coverage
    from fazhi_research.measuring.coverage import task_holders as task_holders
    from fazhi_research.measuring.dictionary_agreement import dictionary_agreement as dictionary_agreement
    from fazhi_research.measuring.dictionary_agreement import dictionary_codes as dictionary_codes
    from fazhi_research.measuring.document_counts import document_counts as document_counts
    from fazhi_research.measuring.edges import role_ties as role_ties
    from fazhi_research.measuring.eras import document_eras as document_eras
    from fazhi_research.measuring.eras import era_sensitivity as era_sensitivity
    from fazhi_research.measuring.eras import read_eras as read_eras
    from fazhi_research.measuring.forms import competing_forms as competing_forms
    from fazhi_research.measuring.forms import read_competing_forms as read_competing_forms
    from fazhi_research.measuring.forms import read_slogans as read_slogans
    from fazhi_research.measuring.forms import slogan_fingerprints as slogan_fingerprints
    from fazhi_research.measuring.formulas import read_formulas as read_formulas
    from fazhi_research.measuring.graph_brokerage import brokerage_roles as brokerage_roles
    from fazhi_research.measuring.graph_documents import citation_graph as citation_graph
    from fazhi_research.measuring.graph_documents import mention_graph as mention_graph
    from fazhi_research.measuring.graph_hyperedges import TaskHypergraph as TaskHypergraph
    from fazhi_research.measuring.graph_hyperedges import task_hypergraph as task_hypergraph
    from fazhi_research.measuring.graph_layout import graph_layout as graph_layout
    from fazhi_research.measuring.graph_projections import lead_graph as lead_graph
    from fazhi_research.measuring.graph_projections import shared_agency_graph as shared_agency_graph
    from fazhi_research.measuring.graph_projections import shared_task_graph as shared_task_graph
    from fazhi_research.measuring.graph_sections import section_tree as section_tree
    from fazhi_research.measuring.graphs import agency_graph as agency_graph
    from fazhi_research.measuring.graphs import graph_ties as graph_ties
    from fazhi_research.measuring.incidence import Incidence as Incidence
    from fazhi_research.measuring.incidence import incidence as incidence
    from fazhi_research.measuring.items import section_items as section_items
    from fazhi_research.measuring.items import task_items as task_items
    from fazhi_research.measuring.keyness import keyness as keyness
    from fazhi_research.measuring.lead_changes import lead_changes as lead_changes
    from fazhi_research.measuring.lead_changes import lead_concentration_changes as lead_concentration_changes
    from fazhi_research.measuring.leads import co_leads as co_leads
    from fazhi_research.measuring.leads import lead_by_section as lead_by_section
    from fazhi_research.measuring.leads import lead_concentration as lead_concentration
    from fazhi_research.measuring.leads import lead_shares as lead_shares
    from fazhi_research.measuring.mapped_assignments import mapped_assignments as mapped_assignments
    from fazhi_research.measuring.modality import commitments as commitments
    from fazhi_research.measuring.modality import modality_parties as modality_parties
    from fazhi_research.measuring.modality import modality_profile as modality_profile
    from fazhi_research.measuring.modality import theme_modality as theme_modality
    from fazhi_research.measuring.nestedness import nestedness as nestedness
    from fazhi_research.measuring.network_correlation import network_correlation as network_correlation
    from fazhi_research.measuring.network_summary import network_summary as network_summary
    from fazhi_research.measuring.networks import Network as Network
    from fazhi_research.measuring.networks import network as network
    from fazhi_research.measuring.periods import Period as Period
    from fazhi_research.measuring.periods import document_dates as document_dates
    from fazhi_research.measuring.periods import document_periods as document_periods
    from fazhi_research.measuring.periods import writing_dates as writing_dates
    from fazhi_research.measuring.pieces import passage_pieces as passage_pieces
    from fazhi_research.measuring.plan_comparison import document_differences as document_differences
    from fazhi_research.measuring.plan_comparison import plan_comparison as plan_comparison
    from fazhi_research.measuring.pmc import pmc_index as pmc_index
    from fazhi_research.measuring.pmc import pmc_items as pmc_items
    from fazhi_research.measuring.resampling import theme_intervals as theme_intervals
    from fazhi_research.measuring.resampling import with_intervals as with_intervals
    from fazhi_research.measuring.reuse import common_phrases as common_phrases
    from fazhi_research.measuring.reuse import reuse_passages as reuse_passages
    from fazhi_research.measuring.role_degrees import role_degrees as role_degrees
    from fazhi_research.measuring.samples import coding_sample as coding_sample
    from fazhi_research.measuring.samples import sample_size as sample_size
    from fazhi_research.measuring.screens import benjamini_hochberg as benjamini_hochberg
    from fazhi_research.measuring.screens import theme_screen as theme_screen
    from fazhi_research.measuring.searched_han import with_searched_han as with_searched_han
    from fazhi_research.measuring.shifts import cut_sensitivity as cut_sensitivity
    from fazhi_research.measuring.shifts import leave_one_out as leave_one_out
    from fazhi_research.measuring.shifts import theme_shift as theme_shift
    from fazhi_research.measuring.structural_holes import structural_holes as structural_holes
    from fazhi_research.measuring.task_sections import task_sections as task_sections
    from fazhi_research.measuring.task_themes import task_themes as task_themes
    from fazhi_research.measuring.task_themes import theme_tasks as theme_tasks
    from fazhi_research.measuring.terms import date_evidence as date_evidence
    from fazhi_research.measuring.terms import term_counts as term_counts
    from fazhi_research.measuring.terms import term_emergence as term_emergence
    from fazhi_research.measuring.terms import term_sightings as term_sightings
    from fazhi_research.measuring.theme_measures import theme_breadth as theme_breadth
    from fazhi_research.measuring.theme_measures import theme_measures as theme_measures
    from fazhi_research.measuring.themes import theme_shares as theme_shares
    from fazhi_research.measuring.topics import corpus_bears_topics as corpus_bears_topics
    from fazhi_research.measuring.topics import topic_model as topic_model
    from fazhi_research.measuring.uptake import uptake_matrix as uptake_matrix
    from fazhi_research.measuring.word_counts import word_counts as word_counts
    from fazhi_research.project import Project as Project
    from fazhi_research.project import build as build
    from fazhi_research.project import check as check
    from fazhi_research.project import draw as draw
    from fazhi_research.project import reproduce as reproduce
    from fazhi_research.project.agreements import agreement_tables as agreement_tables
    from fazhi_research.project.chunks import read_chunks as read_chunks
    from fazhi_research.project.codebooks import coding_codebook as coding_codebook
    from fazhi_research.project.coding_sheets import save_coding_sheets as save_coding_sheets
    from fazhi_research.project.exchange.files import graph_formats as graph_formats
    from fazhi_research.project.exchange.files import read_graph as read_graph
    from fazhi_research.project.exchange.files import save_graph as save_graph
    from fazhi_research.project.filled_sheets import read_coding_sheets as read_coding_sheets
    from fazhi_research.project.uptake_sheets import read_uptake_sheet as read_uptake_sheet
    from fazhi_research.project.uptake_sheets import save_uptake_sheet as save_uptake_sheet
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
    "Caveat": "measuring.caveats",
    "CaveatWarning": "measuring.caveats",
    "Citation": "coding.citations",
    "Codebook": "coding.codebook",
    "Coding": "coding.themes",
    "Corpus": "reading.corpus",
    "Deadline": "coding.deadlines",
    "Document": "reading.documents",
    "FazhiError": "errors",
    "GraphPage": "drawing.interactive",
    "Heir": "coding.successions",
    "Incidence": "measuring.incidence",
    "Modality": "coding.modality",
    "Network": "measuring.networks",
    "Outline": "reading.outline",
    "Period": "measuring.periods",
    "Project": "project",
    "ReadingView": "drawing.reading_view",
    "Reference": "coding.references",
    "RefusedError": "errors",
    "Register": "coding.register",
    "Resolution": "coding.agencies",
    "Section": "reading.outline",
    "Span": "reading.spans",
    "Target": "coding.targets",
    "Task": "coding.tasks",
    "TaskHypergraph": "measuring.graph_hyperedges",
    "agency_graph": "measuring.graphs",
    "agency_of": "coding.agencies",
    "agreement_tables": "project.agreements",
    "benjamini_hochberg": "measuring.screens",
    "betweenness": "measuring.betweenness",
    "bibtex": "coding.references",
    "brokerage_roles": "measuring.graph_brokerage",
    "build": "project",
    "caveats": "measuring.caveats",
    "check": "project",
    "citation_graph": "measuring.graph_documents",
    "co_leads": "measuring.leads",
    "code_agreement": "measuring.code_agreement",
    "code_modality": "coding.modality",
    "code_themes": "coding.themes",
    "coding_codebook": "project.codebooks",
    "coding_sample": "measuring.samples",
    "commitments": "measuring.modality",
    "common_phrases": "measuring.reuse",
    "communities": "measuring.communities",
    "competing_forms": "measuring.forms",
    "confusions": "measuring.code_agreement",
    "core_periphery": "measuring.cores",
    "corpus_bears_topics": "measuring.topics",
    "corrected_uptake": "measuring.corrections",
    "cut_sensitivity": "measuring.shifts",
    "date_evidence": "measuring.terms",
    "dictionary_agreement": "measuring.dictionary_agreement",
    "dictionary_codes": "measuring.dictionary_agreement",
    "document_counts": "measuring.document_counts",
    "document_dates": "measuring.periods",
    "document_differences": "measuring.plan_comparison",
    "document_eras": "measuring.eras",
    "document_periods": "measuring.periods",
    "draw": "project",
    "era_sensitivity": "measuring.eras",
    "extract_citations": "coding.citations",
    "extract_deadlines": "coding.deadlines",
    "extract_targets": "coding.targets",
    "extract_tasks": "coding.tasks",
    "figure_style": "drawing.style",
    "gbt7714": "coding.references",
    "graph_formats": "project.exchange.files",
    "graph_layout": "measuring.graph_layout",
    "graph_ties": "measuring.graphs",
    "hard_cases": "measuring.code_agreement",
    "heirs": "coding.successions",
    "incidence": "measuring.incidence",
    "interactive_graph": "drawing.interactive",
    "keyness": "measuring.keyness",
    "krippendorff_alpha": "measuring.agreement",
    "lead_by_section": "measuring.leads",
    "lead_changes": "measuring.lead_changes",
    "lead_concentration": "measuring.leads",
    "lead_concentration_changes": "measuring.lead_changes",
    "lead_graph": "measuring.graph_projections",
    "lead_shares": "measuring.leads",
    "leave_one_out": "measuring.shifts",
    "mapped_assignments": "measuring.mapped_assignments",
    "masi_distance": "measuring.agreement",
    "mention_graph": "measuring.graph_documents",
    "modality_parties": "measuring.modality",
    "modality_profile": "measuring.modality",
    "nestedness": "measuring.nestedness",
    "network": "measuring.networks",
    "network_correlation": "measuring.network_correlation",
    "network_summary": "measuring.network_summary",
    "parse_outline": "reading.documents",
    "passage_pieces": "measuring.pieces",
    "plan_comparison": "measuring.plan_comparison",
    "plot_agency_graph": "drawing.agency_graph",
    "plot_competing_forms": "drawing.competing_forms",
    "plot_corpus": "drawing.corpus",
    "plot_lead_changes": "drawing.lead_changes",
    "plot_lead_heatmap": "drawing.lead_heatmap",
    "plot_lead_shares": "drawing.lead_bars",
    "plot_modality": "drawing.modality",
    "plot_plan_comparison": "drawing.plan_comparison",
    "plot_reuse_flow": "drawing.reuse_flow",
    "plot_role_matrix": "drawing.role_matrix",
    "plot_shared_tasks": "drawing.shared_tasks",
    "plot_term_timeline": "drawing.term_timeline",
    "plot_theme_heatmap": "drawing.theme_heatmap",
    "plot_theme_ranks": "drawing.theme_slopes",
    "plot_theme_shares": "drawing.theme_shares",
    "plot_theme_slopes": "drawing.theme_slopes",
    "plot_uptake_matrix": "drawing.uptake",
    "pmc_index": "measuring.pmc",
    "pmc_items": "measuring.pmc",
    "read_chunks": "project.chunks",
    "read_codebook": "coding.codebooks",
    "read_coding_sheets": "project.filled_sheets",
    "read_competing_forms": "measuring.forms",
    "read_corpus": "reading.corpus",
    "read_eras": "measuring.eras",
    "read_formulas": "measuring.formulas",
    "read_graph": "project.exchange.files",
    "read_register": "coding.register",
    "read_slogans": "measuring.forms",
    "read_uptake_sheet": "project.uptake_sheets",
    "reading_view": "drawing.reading_view",
    "reference": "coding.references",
    "reproduce": "project",
    "reuse_containments": "measuring.containments",
    "reuse_passages": "measuring.reuse",
    "role_degrees": "measuring.role_degrees",
    "role_ties": "measuring.edges",
    "sample_size": "measuring.samples",
    "save_coding_sheets": "project.coding_sheets",
    "save_graph": "project.exchange.files",
    "save_uptake_sheet": "project.uptake_sheets",
    "section_items": "measuring.items",
    "section_tree": "measuring.graph_sections",
    "shared_agency_graph": "measuring.graph_projections",
    "shared_task_graph": "measuring.graph_projections",
    "slogan_fingerprints": "measuring.forms",
    "stale_corrections": "measuring.corrections",
    "structural_holes": "measuring.structural_holes",
    "succession_map": "coding.successions",
    "task_coverage": "measuring.coverage",
    "task_holders": "measuring.coverage",
    "task_hypergraph": "measuring.graph_hyperedges",
    "task_items": "measuring.items",
    "task_sections": "measuring.task_sections",
    "task_themes": "measuring.task_themes",
    "term_counts": "measuring.terms",
    "term_emergence": "measuring.terms",
    "term_sightings": "measuring.terms",
    "theme_breadth": "measuring.theme_measures",
    "theme_intervals": "measuring.resampling",
    "theme_measures": "measuring.theme_measures",
    "theme_modality": "measuring.modality",
    "theme_screen": "measuring.screens",
    "theme_shares": "measuring.themes",
    "theme_shift": "measuring.shifts",
    "theme_tasks": "measuring.task_themes",
    "topic_model": "measuring.topics",
    "unknown_units": "coding.agencies",
    "uptake_matrix": "measuring.uptake",
    "with_intervals": "measuring.resampling",
    "with_searched_han": "measuring.searched_han",
    "word_counts": "measuring.word_counts",
    "writing_dates": "measuring.periods",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'fazhi_research' has no attribute {name!r}")
    return getattr(import_module(f"fazhi_research.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
