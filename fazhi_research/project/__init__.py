"""Where a project's things are; reading and saving them, the same bytes each time."""

from fazhi_research.project.builds import build
from fazhi_research.project.checks import check
from fazhi_research.project.draws import draw
from fazhi_research.project.places import Project
from fazhi_research.project.reproductions import reproduce

__all__ = ["Project", "build", "check", "draw", "reproduce"]
