"""Fuzzes the readers and the parser, for as long as one likes.

    python tools/fuzz.py text --minutes 10            # coverage-guided, by atheris
    python tools/fuzz.py docx --minutes 60 --found build/fuzz
    python tools/fuzz.py all --cases 300              # so many drawn changes of each kind; needs nothing

The kinds are text, page, html, docx, xlsx, mhtml, pdf, zip, codebook (YAML and CSV), manifest, sheet (coding sheets and tables of ties), graph, tables (a folder of CSV), parquet and seals (the records of a project). `text` turns each byte into a piece of a
document (a mark, a label, a unit, a bracket, a line end), `page` changes stretches of real documents and codes them too, the others give the bytes to the reader of the format, beginning from small files that are
right. Nothing but the package's own errors may come out of a reader, and what is read must keep the laws: documents and what is outside them
tile the text, the outline tiles each document, every place lies in it. Input that breaks this is kept in the folder of `--found`.

Without `--cases` atheris does the work, led by what the input reaches (`pip install atheris`; Linux and macOS), which is no dependency of the package. With
it, changes are drawn: bytes turned, cut, doubled, moved, words of the format strewn in, and for packed formats the same within a member. The same
`--seed` draws the same cases.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.fuzz_kinds import Kind, check, kinds, unpacked  # noqa: E402

NAMES = tuple(
    "text page html docx xlsx mhtml pdf zip codebook manifest sheet graph tables parquet seals".split()
)
LONGEST = 8_192


def changed(data: bytes, words: tuple[bytes, ...], draw: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    held = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(held) + 1)
        stop = min(len(held), at + draw.randint(1, 40))
        what = draw.randrange(6)
        if what == 0 and at < len(held):
            held[at] ^= 1 << draw.randrange(8)
        elif what == 1:
            del held[at:stop]
        elif what == 2:
            held[at:at] = held[at:stop] * draw.randint(1, 20)
        elif what == 3:
            held[at:at] = draw.randbytes(draw.randint(1, 4))
        elif what == 4 and words:
            held[at:at] = draw.choice(words) * draw.choice((1, 1, 1, 30))
        else:
            to = draw.randrange(len(held) + 1)
            held[to:to] = held[at:stop]
    return bytes(held[:LONGEST])


def changed_within(data: bytes, words: tuple[bytes, ...], draw: random.Random) -> bytes:
    """A zip archive with one member changed, packed anew; bytes that are none are changed as they stand."""
    members = unpacked(data)
    if not members:
        return changed(data, words, draw)
    chosen = draw.choice(sorted(members))
    members[chosen] = changed(members[chosen], words, draw)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in members.items():
            archive.writestr(zipfile.ZipInfo(name), inner)
    return held.getvalue()


def drawn(kind: Kind, name: str, cases: int, seed: int) -> Iterator[bytes]:
    """So many inputs of a kind: drawn in the right form where that is known, or a change of a right or an earlier one."""
    draw = random.Random(f"{name} {seed}")
    pool = list(kind.seeds)
    for number in range(cases if pool or kind.made else 0):
        made = kind.made is not None and (not pool or draw.random() < 0.7)
        data = kind.made(draw) if made and kind.made else draw.choice(pool)
        if not made or draw.random() < 0.3:
            data = (changed_within if draw.random() < 0.5 else changed)(data, kind.words, draw)
        if number % 7 == 0 and len(pool) < 50:
            pool.append(data)
        yield data


def run_cases(name: str, cases: int, seed: int, found: Path) -> int:
    """Run drawn cases of a kind; how many broke something, each kept with what it raised."""
    kind = kinds()[name]
    broken = 0
    for number, data in enumerate(drawn(kind, name, cases, seed)):
        try:
            kind.run(data)
        except Exception:
            broken += 1
            found.mkdir(parents=True, exist_ok=True)
            (found / f"{name}-{seed}-{number}").write_bytes(data)
            print(f"{name}, seed {seed}, case {number}: kept in {found}", file=sys.stderr)
            traceback.print_exc(limit=-3)
    print(f"{name:9} {cases} cases, {broken} broke something")
    return broken


def escaped(word: bytes) -> str:
    """A word as it stands in a dictionary of libFuzzer."""
    return "".join(f"\\x{byte:02x}" for byte in word)


def guided(name: str, minutes: float, found: Path) -> int:
    """Run atheris on a kind."""
    try:
        import atheris
    except ImportError:
        print(
            "atheris is not installed: pip install atheris (Linux or macOS, CPython), or give --cases",
            file=sys.stderr,
        )
        return 2
    with atheris.instrument_imports(include=["fazhi_research"]):
        kind = kinds()[name]
        check("一、总体要求", "warm.txt", coded=True)
    dictionary = found / f"{name}.words"
    dictionary.parent.mkdir(parents=True, exist_ok=True)
    dictionary.write_text("".join(f'"{escaped(word)}"\n' for word in kind.words if word), encoding="ascii")
    corpus = found / f"{name}-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    drawn_ones = [kind.made(random.Random(number)) for number in range(300)] if kind.made else []
    for number, data in enumerate([*kind.seeds, *drawn_ones]):
        (corpus / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={int(minutes * 60)}", f"-artifact_prefix={found}/{name}-"]
    options += [
        f"-dict={dictionary}",
        "-timeout=20",
        "-rss_limit_mb=3000",
        "-max_len=4096",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], kind.run)
    atheris.Fuzz()
    return 0


def main() -> int:
    """Run the fuzzer; exit code 1 if something was found."""
    parser = argparse.ArgumentParser(description="Fuzz a reader or the parser.")
    parser.add_argument("kind", choices=("all", *NAMES))
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument(
        "--cases", type=int, default=0, help="draw so many changes instead of running atheris"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=ROOT / "build" / "fuzz")
    given = parser.parse_args()
    if not given.cases and given.kind == "all":
        parser.error("all needs --cases; atheris runs one kind at a time")
    if not given.cases:
        return guided(given.kind, given.minutes, given.found)
    chosen = NAMES if given.kind == "all" else (given.kind,)
    return int(sum(run_cases(name, given.cases, given.seed, given.found) for name in chosen) > 0)


if __name__ == "__main__":
    raise SystemExit(main())
