"""Pages of ours that hold hostile words, opened by a real browser: the words stay words, and nothing leaves the machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest

import fazhi_research as fz

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome on this machine")


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """The port of a server on this machine, and the paths it was asked for."""
    paths: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, paths
    server.shutdown()
    server.server_close()


def hostile(port: int) -> str:
    own = f"http://127.0.0.1:{port}"
    return (
        f"</script></style></title></td></textarea>--><script>document.title='owned';fetch('{own}/script')</script>"
        f"<img src={own}/picture onerror=\"document.title='owned'\"><svg onload=\"document.title='owned'\"></svg>"
        f"<link rel=stylesheet href={own}/style><iframe src={own}/frame></iframe><a href=javascript:document.title='owned'>依法</a>&lt;b&gt;"
    )


def opened(page: Path, folder: Path) -> str:
    """The page as the browser has it after its scripts ran."""
    assert BROWSER is not None
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={folder / 'profile'}",
        "--virtual-time-budget=3000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return done.stdout.decode("utf-8", errors="replace")


def require_words_only(seen: str, paths: list[str]) -> None:
    assert "依法" in seen, "the browser showed nothing"
    title = re.search(r"<title>(.*?)</title>", seen, re.S)
    assert title is not None and title.group(1).strip() != "owned"
    without_programs = re.sub(r"<(script|style)\b.*?</\1>", "", seen, flags=re.S)
    for element in ("<img", "<iframe", "<link", "javascript:"):
        assert f"{element} src=http" not in without_programs and f"{element} rel=stylesheet" not in without_programs
    assert "&lt;script&gt;document.title='owned'" in without_programs
    assert "<svg onload" not in without_programs and "<a href=\"javascript" not in without_programs
    assert paths == []


def test_the_browser_would_run_and_fetch_them(tmp_path: Path, asked: tuple[int, list[str]]) -> None:
    """Without which the tests below would show nothing."""
    port, paths = asked
    path = tmp_path / "raw.html"
    path.write_text(f"<title>raw</title><p>{hostile(port)}", encoding="utf-8")
    assert "<title>owned</title>" in opened(path, tmp_path) and paths


def test_the_reading_view_shows_hostile_documents_as_words(
    tmp_path: Path, asked: tuple[int, list[str]]
) -> None:
    port, paths = asked
    shared = "到2020年基本建成法治政府,完善依法行政的体制机制,健全决策程序。"
    texts = pd.DataFrame(
        {"document": ["a", "b"], "text": [f"{hostile(port)}\n{shared}", f"{shared}\n{hostile(port)}"]}
    )
    documents = pd.DataFrame({"document": ["a", "b"], "title": [hostile(port), hostile(port)]})
    view = fz.reading_view(fz.reuse_passages(texts), texts, document="a", other="b", documents=documents)
    path = tmp_path / "view.html"
    path.write_text(view.page, encoding="utf-8")
    require_words_only(opened(path, tmp_path), paths)


def test_the_interactive_graph_shows_hostile_names_as_words(
    tmp_path: Path, asked: tuple[int, list[str]]
) -> None:
    pytest.importorskip("bokeh")
    import networkx as nx

    port, paths = asked
    graph = nx.Graph(kind="shared-tasks")
    graph.add_node("甲", label=hostile(port), kind="agency")
    graph.add_node("乙", label="依法行政办", kind="agency")
    graph.add_edge("甲", "乙", weight=1)
    path = fz.interactive_graph(graph, title=hostile(port)).save(tmp_path / "graph.html")
    require_words_only(opened(Path(path), tmp_path), paths)


def test_a_table_as_a_page_shows_hostile_cells_as_words(
    tmp_path: Path, asked: tuple[int, list[str]]
) -> None:
    from fazhi_research.project.printed_tables import printed_table
    from fazhi_research.project.web_tables import web_table

    port, paths = asked
    frame = pd.DataFrame({"document": [hostile(port)], "words": [f"依法{hostile(port)}"]})
    table = printed_table(frame, language="both", caveats=(), made={"en": hostile(port), "zh": hostile(port)})
    path = tmp_path / "table.html"
    path.write_text(web_table(table, "tab", hostile(port)), encoding="utf-8")
    require_words_only(opened(path, tmp_path), paths)
