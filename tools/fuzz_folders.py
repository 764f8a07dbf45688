"""Folders of the right form with contents that are wrong: tables of another schema, Parquet of other kinds, records of another project."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Sequence
from typing import Any

from tools.fuzz_made import ENCODINGS, JSON, cell, manifest, rows_as_csv


def folder(members: dict[str, bytes]) -> bytes:
    """A folder as an archive, so that it can be kept as one file and changed member by member."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


def json_of(draw: random.Random, right: dict[str, Any]) -> bytes:
    """A JSON file that says what is right but for some of its values, or nothing that it should."""
    told: Any = dict(right)
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        at = draw.choice([*told, "more"])
        if isinstance(held := told.get(at), dict) and held and draw.random() < 0.6:
            told[at] = held | {draw.choice([*held]): draw.choice(JSON)}
        else:
            told[at] = draw.choice(JSON)
    if draw.random() < 0.05:
        told = draw.choice(JSON)
    text = "[" * 100_000 if draw.random() < 0.01 else json.dumps(told, ensure_ascii=False)
    return text.encode(draw.choice(ENCODINGS))


def tables(draw: random.Random) -> bytes:
    """A folder of tables as CSV: of another schema, half replaced, with columns gone, misfilled or in other order."""
    from fazhi_research.tables import KINDS

    members = (
        {"tables.json": json_of(draw, {"schema": 1, "state": "complete", "by": "0.1"})}
        if draw.random() < 0.8
        else {}
    )
    for name, kinds in KINDS.items():
        rows = [
            [
                cell(draw, _RIGHT[kind] if column != "document" else ("a", "b"))
                for column, kind in kinds.items()
            ]
            for _ in range(draw.randrange(4))
        ]
        rows = rows if draw.random() < 0.2 else sorted(rows)
        members[f"{name}.csv"] = rows_as_csv(draw, list(kinds), rows) if draw.random() < 0.95 else b""
    members["text/a.txt"], members["text/b.txt"] = (
        "一、总体要求".encode(),
        draw.choice(("依法行政。".encode(), b"\xff\xfe", b"")),
    )
    return folder({name: data for name, data in members.items() if draw.random() < 0.97})


_RIGHT = {"s": ("", "a", "法治"), "i": ("0", "5", ""), "f": ("0.5", "2", ""), "b": ("true", "false", "")}


def parquet(draw: random.Random) -> bytes:
    """The same as Parquet: columns of other kinds, other records in the files, parts that do not match."""
    import pyarrow as pa
    from pyarrow import parquet as files

    from fazhi_research.tables import KINDS

    members = {"tables.json": json_of(draw, {"schema": 1, "state": "complete"})}
    for name, kinds in {**KINDS, "texts": {"document": "s", "text": "s"}}.items():
        rows = draw.randrange(4)
        arrays = {
            column: _array(draw, kind if draw.random() < 0.97 else draw.choice((*_ARRAYS, "")), rows, column)
            for column, kind in kinds.items()
            if draw.random() < 0.99
        }
        told = (
            json.dumps({"schema": "1"})
            if draw.random() < 0.97
            else json_of(draw, {"schema": "1"}).decode("utf-8", "replace")
        )
        table = pa.table(arrays).replace_schema_metadata({"fazhi": told} if draw.random() < 0.97 else None)
        held = io.BytesIO()
        files.write_table(table, held)
        members[f"{name}/part-0000{draw.choice('000001')}.parquet"] = held.getvalue()
    return folder({name: data for name, data in members.items() if draw.random() < 0.98})


_ARRAYS: dict[str, Sequence[Any]] = {
    "s": ("", "a", "法治", None), "i": (0, 5, None), "f": (0.5, None), "b": (True, None), "list": ([1], None), "bytes": (b"\xff", None), "map": ({"a": 1}, None), "null": (None,),
}  # fmt: skip


def _array(draw: random.Random, kind: str, rows: int, column: str) -> Any:
    import decimal

    import pyarrow as pa

    if kind == "s" and column == "document":
        return pa.array(sorted(draw.choice(("a", "b")) for _ in range(rows)), pa.string())
    if not kind:
        return draw.choice((
            pa.array([decimal.Decimal("1.5")] * rows, pa.decimal128(5, 2)),
            pa.array([0] * rows, pa.timestamp("s")),
            pa.array(["a"] * rows).dictionary_encode(),
            pa.array(["a"] * rows, pa.large_string()),
            pa.array([1] * rows, pa.int8()),
            pa.array([2**64 - 1] * rows, pa.uint64()),
        ))  # fmt: skip
    types = {"s": pa.string(), "i": pa.int64(), "f": pa.float64(), "b": pa.bool_()}
    return pa.array([draw.choice(_ARRAYS[kind]) for _ in range(rows)], types.get(kind))


def seals(draw: random.Random) -> bytes:
    """A project whose records (build.json, draw.json, numbers.json, those beside figures) tell of other things than it holds."""
    told = {
        "tables": {"documents.csv": "0" * 64},
        "raw": {"plan.txt": "0" * 64},
        "version": "0.1",
        "codebook": {"themes": "1"},
    }
    drawn = {
        "files": {"fig01-a.json": "0" * 64, "tab01-a.csv": "0" * 64},
        "tables": {"documents.csv": "0" * 64},
        "notebooks": {"01.ipynb": "0" * 64},
    }
    figure = {
        "kind": "figure",
        "caveats": ["small"],
        "data": "fig01-a.csv",
        "notebook": "01.ipynb",
        "borrowed": False,
    }
    members = {
        "data/raw/plan.txt": "一、总体要求\n依法行政。".encode(), "data/raw/manifest.csv": manifest(draw), "data/processed/build.json": json_of(draw, told),
        "figures/draw.json": json_of(draw, drawn), "figures/numbers.json": json_of(draw, {"tasks": 3, "share": 0.5}), "figures/fig01-a.json": json_of(draw, figure),
        "figures/tab01-a.csv": rows_as_csv(draw, ("name", "tasks"), [[cell(draw, ("甲",)), cell(draw, ("1",))] for _ in range(3)]),
    }  # fmt: skip
    if draw.random() < 0.8:
        members |= {f"data/processed/{name}": data for name, data in right_tables().items()}
    return folder({name: data for name, data in members.items() if draw.random() < 0.97})


def right_tables() -> dict[str, bytes]:
    """The tables of a small document, as `build` writes them."""
    from fazhi_research.coding.choices import CodingChoice
    from fazhi_research.reading.corpus import file_documents
    from fazhi_research.reading.files import SourceFile
    from fazhi_research.schemas import csv_text
    from fazhi_research.tables import COLUMNS, file_rows

    text = "某市法治政府建设实施方案\n一、总体要求\n依法行政。\n二、主要任务\n1.健全制度。（牵头单位：市司法局；配合单位：市财政局）\n"
    rows = file_rows(file_documents(SourceFile("plan.txt", text, "0" * 64, "utf-8")), coded=CodingChoice())
    return {f"{name}.csv": csv_text([COLUMNS[name], *held]).encode() for name, held in rows.items()}
