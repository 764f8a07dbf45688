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
    from fazhi_research.coding.successions import succession_map as succession_map
    from fazhi_research.coding.targets import Target as Target
    from fazhi_research.coding.targets import extract_targets as extract_targets
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
    from fazhi_research.drawing.lead_heatmap import plot_lead_heatmap as plot_lead_heatmap
    from fazhi_research.drawing.modality import plot_modality as plot_modality
    from fazhi_research.drawing.style import figure_style as figure_style
    from fazhi_research.drawing.term_timeline import plot_term_timeline as plot_term_timeline
    from fazhi_research.drawing.theme_heatmap import plot_theme_heatmap as plot_theme_heatmap
    from fazhi_research.drawing.theme_shares import plot_theme_shares as plot_theme_shares
    from fazhi_research.drawing.theme_slopes import plot_theme_ranks as plot_theme_ranks
    from fazhi_research.drawing.theme_slopes import plot_theme_slopes as plot_theme_slopes
    from fazhi_research.errors import FazhiError as FazhiError
    from fazhi_research.measuring.caveats import Caveat as Caveat
    from fazhi_research.measuring.caveats import CaveatWarning as CaveatWarning
    from fazhi_research.measuring.caveats import caveats as caveats
    from fazhi_research.measuring.cluster_counts import cluster_counts as cluster_counts
    from fazhi_research.measuring.cluster_findings import cluster_findings as cluster_findings
    from fazhi_research.measuring.cluster_verdicts import cluster_factors as cluster_factors
    from fazhi_research.measuring.cluster_verdicts import cluster_verdict as cluster_verdict
    from fazhi_research.measuring.clusters import DocumentClusters as DocumentClusters
    from fazhi_research.measuring.clusters import cluster_table as cluster_table
    from fazhi_research.measuring.clusters import genre_clusters as genre_clusters
    from fazhi_research.measuring.comparisons import comparison_tables as comparison_tables
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
    from fazhi_research.measuring.graphs import agency_graph as agency_graph
    from fazhi_research.measuring.graphs import graph_ties as graph_ties
    from fazhi_research.measuring.keyness import keyness as keyness
    from fazhi_research.measuring.leads import co_leads as co_leads
    from fazhi_research.measuring.leads import lead_by_section as lead_by_section
    from fazhi_research.measuring.leads import lead_concentration as lead_concentration
    from fazhi_research.measuring.leads import lead_shares as lead_shares
    from fazhi_research.measuring.length_matching import distance_draws as distance_draws
    from fazhi_research.measuring.length_matching import document_distances as document_distances
    from fazhi_research.measuring.length_matching import length_matched as length_matched
    from fazhi_research.measuring.length_matching import mean_distances as mean_distances
    from fazhi_research.measuring.modality import commitments as commitments
    from fazhi_research.measuring.modality import modality_parties as modality_parties
    from fazhi_research.measuring.modality import modality_profile as modality_profile
    from fazhi_research.measuring.modality import theme_modality as theme_modality
    from fazhi_research.measuring.periods import Period as Period
    from fazhi_research.measuring.periods import document_dates as document_dates
    from fazhi_research.measuring.periods import document_periods as document_periods
    from fazhi_research.measuring.periods import writing_dates as writing_dates
    from fazhi_research.measuring.permanova import document_factors as document_factors
    from fazhi_research.measuring.permanova import factor_overlap as factor_overlap
    from fazhi_research.measuring.permanova import variance_explained as variance_explained
    from fazhi_research.measuring.places import jurisdiction_tree as jurisdiction_tree
    from fazhi_research.measuring.places import read_tier_powers as read_tier_powers
    from fazhi_research.measuring.places import tier_notes as tier_notes
    from fazhi_research.measuring.pmc import pmc_index as pmc_index
    from fazhi_research.measuring.pmc import pmc_items as pmc_items
    from fazhi_research.measuring.profiles import document_profiles as document_profiles
    from fazhi_research.measuring.profiles import jurisdiction_profiles as jurisdiction_profiles
    from fazhi_research.measuring.profiles import profile_columns as profile_columns
    from fazhi_research.measuring.resampling import theme_intervals as theme_intervals
    from fazhi_research.measuring.resampling import with_intervals as with_intervals
    from fazhi_research.measuring.screens import benjamini_hochberg as benjamini_hochberg
    from fazhi_research.measuring.screens import theme_screen as theme_screen
    from fazhi_research.measuring.searched_han import with_searched_han as with_searched_han
    from fazhi_research.measuring.shifts import cut_sensitivity as cut_sensitivity
    from fazhi_research.measuring.shifts import leave_one_out as leave_one_out
    from fazhi_research.measuring.shifts import theme_shift as theme_shift
    from fazhi_research.measuring.stability import cluster_stability as cluster_stability
    from fazhi_research.measuring.stability import consensus_matrix as consensus_matrix
    from fazhi_research.measuring.stability import node_stability as node_stability
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
    from fazhi_research.measuring.word_counts import word_counts as word_counts
    from fazhi_research.project import Project as Project
    from fazhi_research.project import build as build
    from fazhi_research.project import check as check
    from fazhi_research.project import draw as draw
    from fazhi_research.project import reproduce as reproduce
    from fazhi_research.project.comparisons import Comparison as Comparison
    from fazhi_research.project.comparisons import compare as compare
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
    "Comparison": "project.comparisons",
    "Corpus": "reading.corpus",
    "Deadline": "coding.deadlines",
    "Document": "reading.documents",
    "DocumentClusters": "measuring.clusters",
    "FazhiError": "errors",
    "Modality": "coding.modality",
    "Outline": "reading.outline",
    "Period": "measuring.periods",
    "Project": "project",
    "Reference": "coding.references",
    "Register": "coding.register",
    "Resolution": "coding.agencies",
    "Section": "reading.outline",
    "Span": "reading.spans",
    "Target": "coding.targets",
    "Task": "coding.tasks",
    "agency_graph": "measuring.graphs",
    "agency_of": "coding.agencies",
    "benjamini_hochberg": "measuring.screens",
    "bibtex": "coding.references",
    "build": "project",
    "caveats": "measuring.caveats",
    "check": "project",
    "cluster_counts": "measuring.cluster_counts",
    "cluster_factors": "measuring.cluster_verdicts",
    "cluster_findings": "measuring.cluster_findings",
    "cluster_stability": "measuring.stability",
    "cluster_table": "measuring.clusters",
    "cluster_verdict": "measuring.cluster_verdicts",
    "co_leads": "measuring.leads",
    "code_modality": "coding.modality",
    "code_themes": "coding.themes",
    "commitments": "measuring.modality",
    "compare": "project.comparisons",
    "comparison_tables": "measuring.comparisons",
    "competing_forms": "measuring.forms",
    "consensus_matrix": "measuring.stability",
    "containment_distances": "measuring.text_distances",
    "corpus_bears_topics": "measuring.topics",
    "cut_sensitivity": "measuring.shifts",
    "date_evidence": "measuring.terms",
    "distance_draws": "measuring.length_matching",
    "document_counts": "measuring.document_counts",
    "document_dates": "measuring.periods",
    "document_distances": "measuring.length_matching",
    "document_eras": "measuring.eras",
    "document_factors": "measuring.permanova",
    "document_map": "measuring.document_maps",
    "document_periods": "measuring.periods",
    "document_profiles": "measuring.profiles",
    "draw": "project",
    "era_sensitivity": "measuring.eras",
    "extract_citations": "coding.citations",
    "extract_deadlines": "coding.deadlines",
    "extract_targets": "coding.targets",
    "extract_tasks": "coding.tasks",
    "factor_overlap": "measuring.permanova",
    "figure_style": "drawing.style",
    "gbt7714": "coding.references",
    "genre_clusters": "measuring.clusters",
    "graph_ties": "measuring.graphs",
    "jurisdiction_profiles": "measuring.profiles",
    "jurisdiction_tree": "measuring.places",
    "keyness": "measuring.keyness",
    "known_distances": "measuring.distances",
    "lead_by_section": "measuring.leads",
    "lead_concentration": "measuring.leads",
    "lead_shares": "measuring.leads",
    "leave_one_out": "measuring.shifts",
    "length_matched": "measuring.length_matching",
    "mean_distances": "measuring.length_matching",
    "modality_parties": "measuring.modality",
    "modality_profile": "measuring.modality",
    "node_stability": "measuring.stability",
    "parse_outline": "reading.documents",
    "plot_agency_graph": "drawing.agency_graph",
    "plot_cluster_tree": "drawing.cluster_tree",
    "plot_comparison": "drawing.comparison",
    "plot_competing_forms": "drawing.competing_forms",
    "plot_corpus": "drawing.corpus",
    "plot_distance_heatmap": "drawing.distance_heatmap",
    "plot_document_map": "drawing.document_map",
    "plot_lead_heatmap": "drawing.lead_heatmap",
    "plot_modality": "drawing.modality",
    "plot_term_timeline": "drawing.term_timeline",
    "plot_theme_heatmap": "drawing.theme_heatmap",
    "plot_theme_ranks": "drawing.theme_slopes",
    "plot_theme_shares": "drawing.theme_shares",
    "plot_theme_slopes": "drawing.theme_slopes",
    "pmc_index": "measuring.pmc",
    "pmc_items": "measuring.pmc",
    "profile_columns": "measuring.profiles",
    "profile_distances": "measuring.distances",
    "read_codebook": "coding.codebooks",
    "read_competing_forms": "measuring.forms",
    "read_corpus": "reading.corpus",
    "read_eras": "measuring.eras",
    "read_register": "coding.register",
    "read_slogans": "measuring.forms",
    "read_tier_powers": "measuring.places",
    "reference": "coding.references",
    "reproduce": "project",
    "role_ties": "measuring.edges",
    "slogan_fingerprints": "measuring.forms",
    "standardise": "measuring.distances",
    "succession_map": "coding.successions",
    "task_sections": "measuring.task_sections",
    "task_themes": "measuring.task_themes",
    "term_counts": "measuring.terms",
    "term_emergence": "measuring.terms",
    "term_sightings": "measuring.terms",
    "text_containments": "measuring.text_distances",
    "text_distances": "measuring.text_distances",
    "theme_breadth": "measuring.theme_measures",
    "theme_distances": "measuring.distances",
    "theme_intervals": "measuring.resampling",
    "theme_measures": "measuring.theme_measures",
    "theme_modality": "measuring.modality",
    "theme_screen": "measuring.screens",
    "theme_shares": "measuring.themes",
    "theme_shift": "measuring.shifts",
    "theme_tasks": "measuring.task_themes",
    "tier_notes": "measuring.places",
    "topic_model": "measuring.topics",
    "unknown_units": "coding.agencies",
    "variance_explained": "measuring.permanova",
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
