"""Comparing documents on the building of a law-based government (法治政府建设).

The public names, each made where its module says. Modules are imported when a name is first used, so that `import fazhi_research` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.batch.many import parse_many as parse_many
    from fazhi_research.batch.runs import Run as Run
    from fazhi_research.coding.agencies import Resolution as Resolution
    from fazhi_research.coding.agencies import agency_of as agency_of
    from fazhi_research.coding.agencies import unknown_units as unknown_units
    from fazhi_research.coding.assignments import Assignment as Assignment
    from fazhi_research.coding.choices import CodingChoice as CodingChoice
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
    from fazhi_research.coding.task_lists import TaskList as TaskList
    from fazhi_research.coding.tasks import Task as Task
    from fazhi_research.coding.tasks import extract_tasks as extract_tasks
    from fazhi_research.coding.themes import Coding as Coding
    from fazhi_research.coding.themes import code_themes as code_themes
    from fazhi_research.drawing.agency_graph import plot_agency_graph as plot_agency_graph
    from fazhi_research.drawing.cluster_tree import plot_cluster_tree as plot_cluster_tree
    from fazhi_research.drawing.comparison import plot_comparison as plot_comparison
    from fazhi_research.drawing.competing_forms import plot_competing_forms as plot_competing_forms
    from fazhi_research.drawing.corpus import plot_corpus as plot_corpus
    from fazhi_research.drawing.distance_heatmap import plot_distance_heatmap as plot_distance_heatmap
    from fazhi_research.drawing.document_map import plot_document_map as plot_document_map
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
    from fazhi_research.errors import where_possible as where_possible
    from fazhi_research.measuring.agreement import krippendorff_alpha as krippendorff_alpha
    from fazhi_research.measuring.agreement import masi_distance as masi_distance
    from fazhi_research.measuring.betweenness import betweenness as betweenness
    from fazhi_research.measuring.caveats import Caveat as Caveat
    from fazhi_research.measuring.caveats import CaveatWarning as CaveatWarning
    from fazhi_research.measuring.caveats import caveats as caveats
    from fazhi_research.measuring.chosen_documents import closest_pair as closest_pair
    from fazhi_research.measuring.chosen_documents import full_plans as full_plans
    from fazhi_research.measuring.chosen_documents import genre_pair as genre_pair
    from fazhi_research.measuring.chosen_documents import lead_plan as lead_plan
    from fazhi_research.measuring.chosen_documents import task_documents as task_documents
    from fazhi_research.measuring.cluster_counts import cluster_counts as cluster_counts
    from fazhi_research.measuring.cluster_findings import cluster_findings as cluster_findings
    from fazhi_research.measuring.cluster_verdicts import cluster_factors as cluster_factors
    from fazhi_research.measuring.cluster_verdicts import cluster_verdict as cluster_verdict
    from fazhi_research.measuring.clusters import DocumentClusters as DocumentClusters
    from fazhi_research.measuring.clusters import cluster_table as cluster_table
    from fazhi_research.measuring.clusters import genre_clusters as genre_clusters
    from fazhi_research.measuring.code_agreement import code_agreement as code_agreement
    from fazhi_research.measuring.code_agreement import confusions as confusions
    from fazhi_research.measuring.code_agreement import hard_cases as hard_cases
    from fazhi_research.measuring.communities import communities as communities
    from fazhi_research.measuring.comparisons import comparison_tables as comparison_tables
    from fazhi_research.measuring.containments import reuse_containments as reuse_containments
    from fazhi_research.measuring.cores import core_periphery as core_periphery
    from fazhi_research.measuring.corrections import corrected_uptake as corrected_uptake
    from fazhi_research.measuring.corrections import stale_corrections as stale_corrections
    from fazhi_research.measuring.coverage import task_coverage as task_coverage
    from fazhi_research.measuring.coverage import task_holders as task_holders
    from fazhi_research.measuring.dictionary_agreement import dictionary_agreement as dictionary_agreement
    from fazhi_research.measuring.dictionary_agreement import dictionary_codes as dictionary_codes
    from fazhi_research.measuring.distances import known_distances as known_distances
    from fazhi_research.measuring.distances import profile_distances as profile_distances
    from fazhi_research.measuring.distances import standardise as standardise
    from fazhi_research.measuring.distances import theme_distances as theme_distances
    from fazhi_research.measuring.document_counts import document_counts as document_counts
    from fazhi_research.measuring.document_maps import document_map as document_map
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
    from fazhi_research.measuring.items import heading_items as heading_items
    from fazhi_research.measuring.items import section_items as section_items
    from fazhi_research.measuring.items import skeleton_items as skeleton_items
    from fazhi_research.measuring.items import task_items as task_items
    from fazhi_research.measuring.keyness import keyness as keyness
    from fazhi_research.measuring.lead_changes import lead_changes as lead_changes
    from fazhi_research.measuring.lead_changes import lead_concentration_changes as lead_concentration_changes
    from fazhi_research.measuring.leads import co_leads as co_leads
    from fazhi_research.measuring.leads import lead_by_section as lead_by_section
    from fazhi_research.measuring.leads import lead_concentration as lead_concentration
    from fazhi_research.measuring.leads import lead_shares as lead_shares
    from fazhi_research.measuring.length_matching import distance_draws as distance_draws
    from fazhi_research.measuring.length_matching import document_distances as document_distances
    from fazhi_research.measuring.length_matching import length_matched as length_matched
    from fazhi_research.measuring.length_matching import mean_distances as mean_distances
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
    from fazhi_research.measuring.periods import parted_periods as parted_periods
    from fazhi_research.measuring.periods import writing_dates as writing_dates
    from fazhi_research.measuring.permanova import document_factors as document_factors
    from fazhi_research.measuring.permanova import factor_overlap as factor_overlap
    from fazhi_research.measuring.permanova import variance_explained as variance_explained
    from fazhi_research.measuring.pieces import passage_pieces as passage_pieces
    from fazhi_research.measuring.places import jurisdiction_tree as jurisdiction_tree
    from fazhi_research.measuring.places import read_tier_powers as read_tier_powers
    from fazhi_research.measuring.places import tier_notes as tier_notes
    from fazhi_research.measuring.plan_comparison import document_differences as document_differences
    from fazhi_research.measuring.plan_comparison import plan_comparison as plan_comparison
    from fazhi_research.measuring.pmc import pmc_index as pmc_index
    from fazhi_research.measuring.pmc import pmc_items as pmc_items
    from fazhi_research.measuring.profiles import document_profiles as document_profiles
    from fazhi_research.measuring.profiles import jurisdiction_profiles as jurisdiction_profiles
    from fazhi_research.measuring.profiles import profile_columns as profile_columns
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
    from fazhi_research.measuring.stability import cluster_stability as cluster_stability
    from fazhi_research.measuring.stability import consensus_matrix as consensus_matrix
    from fazhi_research.measuring.stability import node_stability as node_stability
    from fazhi_research.measuring.structural_holes import structural_holes as structural_holes
    from fazhi_research.measuring.task_sections import task_sections as task_sections
    from fazhi_research.measuring.task_themes import task_themes as task_themes
    from fazhi_research.measuring.task_themes import theme_tasks as theme_tasks
    from fazhi_research.measuring.terms import date_evidence as date_evidence
    from fazhi_research.measuring.terms import term_counts as term_counts
    from fazhi_research.measuring.terms import term_emergence as term_emergence
    from fazhi_research.measuring.terms import term_sightings as term_sightings
    from fazhi_research.measuring.text_distances import containment_distances as containment_distances
    from fazhi_research.measuring.text_distances import text_containments as text_containments
    from fazhi_research.measuring.text_distances import text_distances as text_distances
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
    from fazhi_research.project.comparisons import Comparison as Comparison
    from fazhi_research.project.comparisons import compare as compare
    from fazhi_research.project.edge_tables import read_edges as read_edges
    from fazhi_research.project.exchange.files import graph_formats as graph_formats
    from fazhi_research.project.exchange.files import read_graph as read_graph
    from fazhi_research.project.exchange.files import save_graph as save_graph
    from fazhi_research.project.exercises import Exercise as Exercise
    from fazhi_research.project.filled_sheets import read_coding_sheets as read_coding_sheets
    from fazhi_research.project.methods import Methods as Methods
    from fazhi_research.project.methods import methods as methods
    from fazhi_research.project.numbers import cited_numbers as cited_numbers
    from fazhi_research.project.over_chunks import over_chunks as over_chunks
    from fazhi_research.project.uptake_sheets import read_uptake_sheet as read_uptake_sheet
    from fazhi_research.project.uptake_sheets import save_uptake_sheet as save_uptake_sheet
    from fazhi_research.reading.corpus import Corpus as Corpus
    from fazhi_research.reading.corpus import read_corpus as read_corpus
    from fazhi_research.reading.documents import Document as Document
    from fazhi_research.reading.documents import parse_outline as parse_outline
    from fazhi_research.reading.outline import Outline as Outline
    from fazhi_research.reading.outline import Section as Section
    from fazhi_research.reading.spans import Span as Span
    from fazhi_research.tables import corpus_tables as corpus_tables

__version__ = "0.1.0"

#: the public names of each module
_NAMES = {
    "batch.many": "parse_many",
    "batch.runs": "Run",
    "coding.agencies": "Resolution agency_of unknown_units",
    "coding.assignments": "Assignment",
    "coding.choices": "CodingChoice",
    "coding.citations": "Citation extract_citations",
    "coding.codebook": "Codebook",
    "coding.codebooks": "read_codebook",
    "coding.deadlines": "Deadline extract_deadlines",
    "coding.modality": "Modality code_modality",
    "coding.references": "Reference bibtex gbt7714 reference",
    "coding.register": "Register read_register",
    "coding.successions": "Heir heirs succession_map",
    "coding.targets": "Target extract_targets",
    "coding.task_lists": "TaskList",
    "coding.tasks": "Task extract_tasks",
    "coding.themes": "Coding code_themes",
    "drawing.agency_graph": "plot_agency_graph",
    "drawing.cluster_tree": "plot_cluster_tree",
    "drawing.comparison": "plot_comparison",
    "drawing.competing_forms": "plot_competing_forms",
    "drawing.corpus": "plot_corpus",
    "drawing.distance_heatmap": "plot_distance_heatmap",
    "drawing.document_map": "plot_document_map",
    "drawing.interactive": "GraphPage interactive_graph",
    "drawing.lead_bars": "plot_lead_shares",
    "drawing.lead_changes": "plot_lead_changes",
    "drawing.lead_heatmap": "plot_lead_heatmap",
    "drawing.modality": "plot_modality",
    "drawing.plan_comparison": "plot_plan_comparison",
    "drawing.reading_view": "ReadingView reading_view",
    "drawing.reuse_flow": "plot_reuse_flow",
    "drawing.role_matrix": "plot_role_matrix",
    "drawing.shared_tasks": "plot_shared_tasks",
    "drawing.style": "figure_style",
    "drawing.term_timeline": "plot_term_timeline",
    "drawing.theme_heatmap": "plot_theme_heatmap",
    "drawing.theme_shares": "plot_theme_shares",
    "drawing.theme_slopes": "plot_theme_ranks plot_theme_slopes",
    "drawing.uptake": "plot_uptake_matrix",
    "errors": "FazhiError RefusedError where_possible",
    "measuring.agreement": "krippendorff_alpha masi_distance",
    "measuring.betweenness": "betweenness",
    "measuring.caveats": "Caveat CaveatWarning caveats",
    "measuring.chosen_documents": "closest_pair full_plans genre_pair lead_plan task_documents",
    "measuring.cluster_counts": "cluster_counts",
    "measuring.cluster_findings": "cluster_findings",
    "measuring.cluster_verdicts": "cluster_factors cluster_verdict",
    "measuring.clusters": "DocumentClusters cluster_table genre_clusters",
    "measuring.code_agreement": "code_agreement confusions hard_cases",
    "measuring.communities": "communities",
    "measuring.comparisons": "comparison_tables",
    "measuring.containments": "reuse_containments",
    "measuring.cores": "core_periphery",
    "measuring.corrections": "corrected_uptake stale_corrections",
    "measuring.coverage": "task_coverage task_holders",
    "measuring.dictionary_agreement": "dictionary_agreement dictionary_codes",
    "measuring.distances": "known_distances profile_distances standardise theme_distances",
    "measuring.document_counts": "document_counts",
    "measuring.document_maps": "document_map",
    "measuring.edges": "role_ties",
    "measuring.eras": "document_eras era_sensitivity read_eras",
    "measuring.forms": "competing_forms read_competing_forms read_slogans slogan_fingerprints",
    "measuring.formulas": "read_formulas",
    "measuring.graph_brokerage": "brokerage_roles",
    "measuring.graph_documents": "citation_graph mention_graph",
    "measuring.graph_hyperedges": "TaskHypergraph task_hypergraph",
    "measuring.graph_layout": "graph_layout",
    "measuring.graph_projections": "lead_graph shared_agency_graph shared_task_graph",
    "measuring.graph_sections": "section_tree",
    "measuring.graphs": "agency_graph graph_ties",
    "measuring.incidence": "Incidence incidence",
    "measuring.items": "heading_items section_items skeleton_items task_items",
    "measuring.keyness": "keyness",
    "measuring.lead_changes": "lead_changes lead_concentration_changes",
    "measuring.leads": "co_leads lead_by_section lead_concentration lead_shares",
    "measuring.length_matching": "distance_draws document_distances length_matched mean_distances",
    "measuring.mapped_assignments": "mapped_assignments",
    "measuring.modality": "commitments modality_parties modality_profile theme_modality",
    "measuring.nestedness": "nestedness",
    "measuring.network_correlation": "network_correlation",
    "measuring.network_summary": "network_summary",
    "measuring.networks": "Network network",
    "measuring.periods": "Period document_dates document_periods parted_periods writing_dates",
    "measuring.permanova": "document_factors factor_overlap variance_explained",
    "measuring.pieces": "passage_pieces",
    "measuring.places": "jurisdiction_tree read_tier_powers tier_notes",
    "measuring.plan_comparison": "document_differences plan_comparison",
    "measuring.pmc": "pmc_index pmc_items",
    "measuring.profiles": "document_profiles jurisdiction_profiles profile_columns",
    "measuring.resampling": "theme_intervals with_intervals",
    "measuring.reuse": "common_phrases reuse_passages",
    "measuring.role_degrees": "role_degrees",
    "measuring.samples": "coding_sample sample_size",
    "measuring.screens": "benjamini_hochberg theme_screen",
    "measuring.searched_han": "with_searched_han",
    "measuring.shifts": "cut_sensitivity leave_one_out theme_shift",
    "measuring.stability": "cluster_stability consensus_matrix node_stability",
    "measuring.structural_holes": "structural_holes",
    "measuring.task_sections": "task_sections",
    "measuring.task_themes": "task_themes theme_tasks",
    "measuring.terms": "date_evidence term_counts term_emergence term_sightings",
    "measuring.text_distances": "containment_distances text_containments text_distances",
    "measuring.theme_measures": "theme_breadth theme_measures",
    "measuring.themes": "theme_shares",
    "measuring.topics": "corpus_bears_topics topic_model",
    "measuring.uptake": "uptake_matrix",
    "measuring.word_counts": "word_counts",
    "project": "Project build check draw reproduce",
    "project.agreements": "agreement_tables",
    "project.chunks": "read_chunks",
    "project.over_chunks": "over_chunks",
    "project.codebooks": "coding_codebook",
    "project.coding_sheets": "save_coding_sheets",
    "project.comparisons": "Comparison compare",
    "project.methods": "Methods methods",
    "project.numbers": "cited_numbers",
    "project.edge_tables": "read_edges",
    "project.exchange.files": "graph_formats read_graph save_graph",
    "project.exercises": "Exercise",
    "project.filled_sheets": "read_coding_sheets",
    "project.uptake_sheets": "read_uptake_sheet save_uptake_sheet",
    "reading.corpus": "Corpus read_corpus",
    "reading.documents": "Document parse_outline",
    "reading.outline": "Outline Section",
    "reading.spans": "Span",
    "tables": "corpus_tables",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'fazhi_research' has no attribute {name!r}")
    return getattr(import_module(f"fazhi_research.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
