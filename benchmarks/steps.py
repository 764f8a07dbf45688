"""One step of the benchmark, done once by this package in a process of its own: `python benchmarks/steps.py coding 1000 FOLDER`.

Prints seconds of processor time and peak memory as JSON. What is done before the clock starts (reading texts, making tables) is in `prepared`. The same steps
by other packages are in recipes.py; bench.py runs both and compares.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Work = Callable[[], object]


def texts_of(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


def parse(count: int, folder: Path) -> Work:
    """Texts to the rows of the structural tables."""
    from fazhi_research.reading.corpus import file_documents
    from fazhi_research.reading.files import SourceFile
    from fazhi_research.tables import file_rows

    sources = [SourceFile(f"{at}.txt", text, f"{at:064}", "utf-8") for at, text in enumerate(texts_of(folder))]
    file_rows(file_documents(sources[0]))  # what is loaded at the first call is not what is measured
    return lambda: [len(file_rows(file_documents(source))["tasks"]) for source in sources]


def coding(count: int, folder: Path) -> Work:
    """Documents to codings of themes."""
    from fazhi_research.coding.codebooks import read_codebook
    from fazhi_research.coding.themes import code_themes
    from fazhi_research.reading.documents import Document

    book = read_codebook()
    documents = [Document(str(at), text, metadata={"genre": "plan"}) for at, text in enumerate(texts_of(folder))]
    for document in documents:
        len(document.outline.sections)
    code_themes(documents[0], codebook=book, schemes=["themes"])
    return lambda: [len(code_themes(document, codebook=book, schemes=["themes"])) for document in documents]


def graphs(count: int, folder: Path) -> Work:
    """Assignments of ten tasks for each of `count` to agencies' ties, degrees, shares, groups, betweenness."""
    from graphs import ours, rows

    edges = rows(10 * count, 400)
    ours(rows(100, 40))
    return lambda: ours(edges)


def projection(count: int, folder: Path) -> Work:
    """The same assignments to the agencies that share tasks: what textnets has as well."""
    from graphs import rows

    import fazhi_research as fz

    edges = rows(10 * count, 400)
    fz.network(rows(100, 40))
    return lambda: fz.network(edges)


def reuse(count: int, folder: Path) -> Work:
    """Passages that two of `count` documents share, all pairs."""
    from reuse_texts import shared_texts

    import fazhi_research as fz

    texts = shared_texts(count)
    fz.reuse_passages(texts.head(3))
    return lambda: len(fz.reuse_passages(texts))


def clusters(count: int, folder: Path) -> Work:
    """Codings, tasks and assignments to profiles, distances and groups with silhouettes."""
    from clusters import KINDS, tables

    import fazhi_research as fz

    held = tables(count)

    def work() -> object:
        profiles = fz.document_profiles(held["documents"], held)
        return fz.cluster_table(fz.profile_distances(profiles), k=KINDS)

    return work


def shares(count: int, folder: Path) -> Work:
    """Codings, 300 for each document, to a table of the share of each theme in each document."""
    from clusters import tables

    import fazhi_research as fz

    held = tables(count)
    fz.theme_shares(held["codings"].head(300), held["documents"].head(1))
    return lambda: fz.theme_shares(held["codings"], held["documents"])


STEPS = {
    "parse": parse, "coding": coding, "shares": shares, "graphs": graphs, "projection": projection, "reuse": reuse, "clusters": clusters,
}  # fmt: skip


def told(work: Work) -> dict[str, float]:
    """Seconds of processor time of a piece of work, and the peak memory of this process in MB."""
    gc.collect()
    began = time.process_time()
    work()
    seconds = time.process_time() - began
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return {"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale}


if __name__ == "__main__":
    step, size, home = sys.argv[1:]
    print(json.dumps(told(STEPS[step](int(size), Path(home)))))
