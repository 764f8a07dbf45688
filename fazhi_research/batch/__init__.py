"""Many documents: in memory (`parsing`), or streamed to disk by shards that a killed run leaves for the next (`runs`)."""

from fazhi_research.batch.listing import files_of, passed_over
from fazhi_research.batch.parsing import parse_file, parse_files
from fazhi_research.batch.runs import Run, parse_into

__all__ = ["Run", "files_of", "parse_file", "parse_files", "parse_into", "passed_over"]
