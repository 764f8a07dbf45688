"""Runs on a real Dask cluster of separate processes: the bytes of a local run, whatever happens to workers."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")
if sys.platform == "win32":
    pytest.skip("ends groups of processes as POSIX does", allow_module_level=True)

from distributed import Client, LocalCluster

from fazhi_research.__main__ import main
from fazhi_research.batch import clients, cluster, files_of, parse_into
from fazhi_research.batch.makers import fingerprint
from fazhi_research.batch.many import parse_many
from fazhi_research.batch.parts import FOLDER, Job
from fazhi_research.batch.shards import Shard
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import FazhiError
from fazhi_research.reading.corpus import InputFile
from tests.batch.clusters import Processes, end
from tests.batch.clusters import cluster as started
from tests.batch.conftest import PLAN, content

#: readers that do harm, in every worker: .md ends the process, .text never comes back
HARM = """
import os, time
from fazhi_research.reading import files
files.READERS[".md"] = lambda data: os._exit(3)
files.READERS[".text"] = lambda data: time.sleep(600)
"""


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with started(tmp_path_factory.mktemp("dask"), preload=HARM) as found:
        yield found


@pytest.fixture(scope="module")
def client(processes: Processes) -> Iterator[Client]:
    with Client(processes.address, set_as_default=False) as found:  # type: ignore[no-untyped-call]
        found.wait_for_workers(2, timeout=60)
        yield found


def test_the_bytes_are_those_of_a_local_run(
    folder: Path, tmp_path: Path, processes: Processes, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From relative paths as well: workers stand in another folder. Parts of one are parts for the other."""
    local = parse_into(files_of([folder]), tmp_path / "local", coded=CodingChoice())
    monkeypatch.chdir(tmp_path)
    steps: list[int] = []
    far = parse_many("in", "far", client=processes.address, code=True, progress=steps.append)
    skipped = [
        (str(tmp_path / path), reason.replace("in/", f"{tmp_path}/in/")) for path, reason in far.skipped
    ]
    assert (far.words, far.parsed, skipped) == (local.words, local.parsed, list(local.skipped))
    tables = {name: data for name, data in content(tmp_path / "local").items() if name != "skipped.csv"}
    assert {name: data for name, data in content(tmp_path / "far").items() if name != "skipped.csv"} == tables
    assert sum(steps) == len(files_of([folder]))
    assert (
        main(["parse", "in", "--out", "far", "--code", "--scheduler", processes.address]) == 1
    )  # two are skipped
    assert parse_many(folder, "far", code=True).parsed == 0
    assert parse_into(files_of([folder]), tmp_path / "local", client=client, coded=CodingChoice()).parsed == 0
    assert content(tmp_path / "local") == content(tmp_path / "far")


def test_a_worker_that_is_killed_in_mid_run_costs_nothing(
    folder: Path, tmp_path: Path, client: Client
) -> None:
    killed: list[int] = []

    def step(_: int) -> None:
        if not killed:
            killed.append(min(client.run(os.getpid).values()))
            os.kill(killed[0], signal.SIGKILL)

    done = parse_into(files_of([folder]), tmp_path / "far", client=client, step=step)
    assert killed and done.documents == len(files_of([folder])) - 2
    parse_into(files_of([folder]), tmp_path / "local")
    assert content(tmp_path / "far") == content(tmp_path / "local")


def test_files_that_end_their_workers_or_hold_them_up_are_set_aside(tmp_path: Path, client: Client) -> None:
    """And tried again by a run with readers that do no harm."""
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.md", "c.txt", "d.text", "e.txt"):
        (tmp_path / "in" / name).write_text(PLAN.format(1, name), encoding="utf-8")
    client.wait_for_workers(2, timeout=60)
    done = parse_into(files_of([tmp_path / "in"]), tmp_path / "out", client=client, time_limit=2.0)
    words = "the workers that read it ended or took longer than 2 seconds, each of them; check the file"
    assert [reason for _, reason in done.skipped] == [
        f"{tmp_path / 'in' / name}: {words}" for name in ("b.md", "d.text")
    ]
    assert done.documents == 3
    assert list((tmp_path / "out" / FOLDER).glob("*.tmp")) == []
    again = parse_into(files_of([tmp_path / "in"]), tmp_path / "out")
    assert (again.parsed, again.documents) == (2, 5)


@pytest.mark.parametrize(
    ("preload", "words"),
    [
        ("import sys; sys.modules['fazhi_research'] = None", "does not have this version of fazhi-research .* install"),
        ("from fazhi_research.batch import makers; makers._code = lambda: 'other'", "would make other rows .* from one lock"),
        (
            "from pathlib import Path\n"
            "def blind(path, *a, honest=Path.read_text, **k):\n"
            "    if path.name.startswith('seen-'): raise FileNotFoundError(path)\n"
            "    return honest(path, *a, **k)\n"
            "Path.read_text = blind",
            "cannot see .*same path",
        ),
    ],
    ids=["no package", "other version", "other files"],
)  # fmt: skip
def test_a_worker_that_is_not_fit_is_named_before_anything_is_done(
    preload: str, words: str, folder: Path, tmp_path: Path, processes: Processes, client: Client
) -> None:
    process = processes.worker("odd", preload)
    try:
        wait_for_worker(client, "odd")
        with pytest.raises(FazhiError, match=f"the worker tcp://127.*{words}"):
            parse_into(files_of([folder]), tmp_path / "out", client=client)
    finally:
        client.retire_workers(names=["odd"])
        end(process)
    assert [path.name for path in (tmp_path / "out" / FOLDER).iterdir()] == ["lock"]


def wait_for_worker(client: Client, name: str) -> None:
    """Wait until a worker of that name has come; a count of workers could be made up by one that an earlier test had killed."""
    until = time.monotonic() + 60
    while not any(one["name"] == name for one in client.scheduler_info(n_workers=-1)["workers"].values()):
        assert time.monotonic() < until, f"no worker {name} came"
        time.sleep(0.05)


def test_a_worker_that_comes_late_is_looked_at_with_each_shard(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    job = Job(tmp_path, fingerprint(None))
    shard = Shard((InputFile(tmp_path / "in" / "a.txt", "a.txt"),))
    assert cluster._unlike(shard, job) == ""
    assert "has another version" in cluster._unlike(shard, Job(tmp_path, "other"))
    (tmp_path / "in").rmdir()
    assert f"cannot see {tmp_path / 'in'}" in cluster._unlike(shard, job)
    assert f"cannot see {tmp_path / 'no'}" in cluster._unlike(
        Shard((InputFile(tmp_path / "a.txt", "a.txt"),)), Job(tmp_path / "no", fingerprint(None))
    )
    (tmp_path / "x.zip").touch()
    assert cluster._home(InputFile(tmp_path / "x.zip" / "y" / "a.txt", "")) == tmp_path / "x.zip"


@pytest.fixture
def empty() -> Iterator[Client]:
    """A scheduler that nobody works for, in this process."""
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address="127.0.0.1:0") as held,  # type: ignore[no-untyped-call]
        Client(held, set_as_default=False) as found,  # type: ignore[no-untyped-call]
    ):
        yield found


def test_without_workers_it_says_how_to_start_some(
    empty: Client, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "WAIT", 0.2)
    with pytest.raises(FazhiError, match=r"has no worker, and none came .*“dask worker .* --nthreads 1”"):
        parse_into(files_of([folder]), tmp_path / "out", client=empty)


def test_a_run_whose_workers_are_all_gone_ends(
    empty: Client, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "require_alike", lambda *_, **__: None)
    monkeypatch.setattr(cluster, "_TICK", 0.1)
    monkeypatch.setattr(cluster, "WAIT", 0.2)
    with pytest.raises(FazhiError, match=r"every worker has left .* it goes on from here"):
        parse_into(files_of([folder]), tmp_path / "out", client=empty)


def test_a_run_whose_scheduler_goes_ends(
    empty: Client, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_TICK", 0.1)

    def gone(*_: Any, **__: Any) -> None:
        empty.loop.call_later(0.5, empty.cluster.close)  # type: ignore[union-attr]

    monkeypatch.setattr(cluster, "require_alike", gone)
    with pytest.raises(FazhiError, match=r"the scheduler has gone .* it goes on from here"):
        parse_into(files_of([folder]), tmp_path / "out", client=empty)


def test_where_no_scheduler_is_it_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "_ANSWER", 0.3)
    files = files_of([folder])
    with pytest.raises(FazhiError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers there; start one"):
        parse_into(files, tmp_path / "out", client="tcp://127.0.0.1:9")
    with pytest.raises(FazhiError, match="nonsense://x: that is no address of a scheduler"):
        parse_into(files, tmp_path / "out", client="nonsense://x")
    monkeypatch.setattr(clients, "find_spec", lambda _: None)
    with pytest.raises(FazhiError, match=r"needs the package distributed: pip install distributed"):
        parse_into(files, tmp_path / "out", client="tcp://127.0.0.1:9")
    shutil.rmtree(tmp_path / "out")
