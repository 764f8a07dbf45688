"""The commands for a paper: fazhi methods, cite."""

from __future__ import annotations

import argparse

from fazhi_research.commands.arguments import Commands, add_command, add_project, project_of

_METHODS = """  fazhi methods                        methods and limitations of the project in this folder, in both languages
  fazhi methods --language zh > 方法.md   in Chinese, into a file
"""
_CITE = """  fazhi cite                           package, corpus and codebook after GB/T 7714, as BibTeX and as CFF
  fazhi cite --style bibtex codebook   the codebook as BibTeX
"""


def add_paper_commands(commands: Commands) -> None:
    """Adds methods and cite to the command line (论文命令)."""
    methods = add_command(
        commands,
        "methods",
        _methods,
        words="the paragraphs on methods and limitations, from what was run",
        examples=_METHODS,
    )
    add_project(methods)
    methods.add_argument("--language", choices=("both", "en", "zh"), default="both", help="default both")
    cite = add_command(
        commands,
        "cite",
        _cite,
        words="how to cite the package, the corpus and the codebook",
        more="In a project, those from which its tables were made; elsewhere, those that ship with the package.",
        examples=_CITE,
    )
    add_project(cite)
    cite.add_argument("--style", choices=("gbt7714", "bibtex", "cff"), help="default all three")
    cite.add_argument(
        "parts", nargs="*", metavar="PART", help="package, corpus or codebook (default all three)"
    )


def _methods(options: argparse.Namespace) -> int:
    from fazhi_research.project.methods import methods

    print(methods(project_of(options)).text(options.language))
    return 0


def _cite(options: argparse.Namespace) -> int:
    from fazhi_research.errors import FazhiError
    from fazhi_research.project import Project
    from fazhi_research.project.own_references import PARTS, STYLES, cited, own_references

    if unknown := [part for part in options.parts if part not in PARTS]:
        raise FazhiError(f"{unknown[0]!r} cannot be cited: choose from {', '.join(PARTS)}")
    try:
        project = project_of(options) if options.project else Project.find()
    except FazhiError:
        if options.project:
            raise
        project = None
    held = own_references(project)
    chosen = {part: held[part] for part in PARTS if part in (options.parts or PARTS)}
    styles = [options.style] if options.style else STYLES
    print("\n".join(cited(chosen, style) for style in styles), end="")
    return 0
