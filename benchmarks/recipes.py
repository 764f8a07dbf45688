"""What a user would otherwise write for the steps of steps.py, with jieba, pandas, networkx, scikit-learn, datasketch and textnets.

`python benchmarks/recipes.py coding 1000 FOLDER CODINGS`, by a Python that has these packages; nothing of fazhi_research is used. They do less: no recipe has spans,
genres, roles beyond brackets or guards. `CODINGS` is the folder of tables that bench.py made, so that both begin with the same.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from steps import Work, told

_OWNERS = re.compile(r"(牵头|责任|配合)单位[：:]([^；;）)\n]+)|由([^，。]{2,30})牵头，([^。]+)配合")
_HEADING = re.compile(r"(?m)^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)([^。\n]*)")


def texts_of(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


def parse(count: int, folder: Path, made: Path) -> Work:
    """Words by jieba; headings and owners by two patterns, as data frames."""
    import jieba
    import pandas as pd

    jieba.initialize()
    texts = texts_of(folder)

    def work() -> object:
        headings, owners, words = [], [], 0
        for at, text in enumerate(texts):
            words += len(jieba.lcut(text))
            headings += [(at, found.start(), found[1]) for found in _HEADING.finditer(text)]
            for found in _OWNERS.finditer(text):
                names = found[2] or f"{found[3]}、{found[4]}"
                owners += [(at, found.start(), found[1], name) for name in names.split("、")]
        return words, pd.DataFrame(headings), pd.DataFrame(owners)

    return work


def coding(count: int, folder: Path, made: Path) -> Work:
    """Words by jieba with the terms as its dictionary, and those that are terms counted by theme with pandas."""
    import jieba
    import pandas as pd

    terms = dict(json.loads((made / "terms.json").read_text(encoding="utf-8")))
    jieba.initialize()
    for term in terms:
        jieba.add_word(term)
    texts = texts_of(folder)

    def work() -> object:
        rows = [(at, word) for at, text in enumerate(texts) for word in jieba.lcut(text)]
        frame = pd.DataFrame(rows, columns=["document", "word"])
        frame["theme"] = frame["word"].map(terms)
        return frame.dropna().groupby(["document", "theme"]).size()

    return work


def shares(count: int, folder: Path, made: Path) -> Work:
    """A cross table of documents and themes, its rows divided by their sums."""
    import pandas as pd

    codings = pd.read_csv(made / "codings.csv")
    return lambda: pd.crosstab(codings["document"], codings["theme"], normalize="index").melt(ignore_index=False)


def _edges(made: Path) -> "list[tuple[str, str, str]]":
    import pandas as pd

    frame = pd.read_csv(made / "edges.csv", dtype=str)
    return list(frame[["task", "named", "role"]].itertuples(index=False, name=None))


def graphs(count: int, folder: Path, made: Path) -> Work:
    """networkx throughout: the same measures as ours."""
    import networkx as nx

    edges = _edges(made)

    def work() -> object:
        graph = nx.Graph()
        graph.add_nodes_from({task for task, _, _ in edges}, bipartite=0)
        agencies = {named for _, named, _ in edges}
        graph.add_nodes_from(agencies, bipartite=1)
        for task, named, role in edges:
            if graph.has_edge(task, named):
                graph.edges[task, named]["roles"].add(role)
            else:
                graph.add_edge(task, named, roles={role})
        projected = nx.bipartite.weighted_projected_graph(graph, agencies)
        degrees = {one: Counter(role for tie in graph.adj[one].values() for role in tie["roles"]) for one in agencies}
        led: defaultdict[str, float] = defaultdict(float)
        for task, kind in graph.nodes(data="bipartite"):
            leads = [one for one, tie in graph.adj[task].items() if "lead" in tie["roles"]] if kind == 0 else []
            for one in leads:
                led[one] += 1 / len(leads)
        groups = nx.community.louvain_communities(projected, seed=0)
        return degrees, led, groups, nx.betweenness_centrality(projected)

    return work


def projection(count: int, folder: Path, made: Path) -> Work:
    """textnets: tasks as documents, agencies as their terms, projected to the terms."""
    import pandas as pd
    import textnets as tn

    edges = pd.DataFrame(_edges(made), columns=["label", "term", "role"])
    tidy = edges.groupby(["label", "term"]).size().rename("n").reset_index().set_index("label")
    tidy["term_weight"] = tidy["n"].astype(float)
    return lambda: tn.Textnet(tidy, min_docs=1).project(node_type="term")


def reuse(count: int, folder: Path, made: Path) -> Work:
    """datasketch: near copies among pieces of 188 characters by MinHash, which says which pieces are alike, not where or how."""
    from datasketch import MinHash, MinHashLSH

    texts = texts_of(made / "shared")

    def work() -> object:
        pieces = [(at, text[start : start + 188]) for at, text in enumerate(texts) for start in range(0, len(text), 94)]
        shingles = [{piece[at : at + 5].encode() for at in range(max(len(piece) - 4, 1))} for _, piece in pieces]
        lsh, pairs = MinHashLSH(threshold=0.5, num_perm=128), set()
        for number, sketch in enumerate(MinHash.generator(shingles, num_perm=128, seed=1)):
            pairs |= {(pieces[int(other)][0], pieces[number][0]) for other in lsh.query(sketch)}
            lsh.insert(str(number), sketch)
        return pairs

    return work


def clusters(count: int, folder: Path, made: Path) -> Work:
    """pandas and scikit-learn: shares of themes, standardised, Ward's groups, silhouettes."""
    import pandas as pd
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.metrics import pairwise_distances, silhouette_samples
    from sklearn.preprocessing import StandardScaler

    codings = pd.read_csv(made / "codings.csv")

    def work() -> object:
        table = pd.crosstab(codings["document"], codings["theme"], normalize="index")
        points = StandardScaler().fit_transform(table)
        labels = AgglomerativeClustering(5).fit_predict(points)
        return silhouette_samples(pairwise_distances(points), labels, metric="precomputed")

    return work


RECIPES = {
    "parse": parse, "coding": coding, "shares": shares, "graphs": graphs, "projection": projection, "reuse": reuse, "clusters": clusters,
}  # fmt: skip

if __name__ == "__main__":
    step, size, home, tables = sys.argv[1:]
    print(json.dumps(told(RECIPES[step](int(size), Path(home), Path(tables)))))
