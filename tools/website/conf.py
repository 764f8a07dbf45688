"""How Sphinx builds the site; the pages are put together by `tools.website.build`."""

from tools.website.chinese_search import PairSearch
from tools.website.name_links import link_names

project = "fazhi-research"
author = "The fazhi-research contributors"
project_copyright = "The fazhi-research contributors"
html_title = "fazhi-research"
language = "en"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
highlight_language = "text"
html_theme = "furo"
html_static_path = ["static", "../../fazhi_research/drawing/fonts/FazhiSansSC-Regular.ttf"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
html_search_language = PairSearch.lang
html_theme_options = {"navigation_with_keys": False}
python_maximum_signature_line_length = 70
toc_object_entries_show_parents = "hide"


def setup(app):  # type: ignore[no-untyped-def]
    """Add the search that knows Chinese, and the links from names in code to what the reference says of them."""
    app.add_search_language(PairSearch)
    app.connect("doctree-resolved", link_names)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
