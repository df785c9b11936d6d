"""Schedulers and workers, started with the commands that the README names."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from distributed import Client

ROOT = Path(__file__).parents[2]
DASK = Path(sys.executable).with_name("dask")
PATIENCE = 60.0  # seconds, on a busy machine


def wait_for(what: str, happened: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Start a scheduler on a free port of the loopback; give its address."""
    told = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    with _dask(folder, "scheduler", *options, "--scheduler-file", str(told)):
        wait_for("the scheduler", lambda: told.exists() and told.read_text())
        yield json.loads(told.read_text())["address"]


@contextmanager
def workers(folder: Path, address: str, count: int, checkout: Path = ROOT) -> Iterator[list[int]]:
    """Start workers of one thread each from a checkout; give their process ids."""
    options = ["--nworkers", str(count), "--nthreads", "1", "--local-directory", str(folder)]
    options += ["--dashboard-address", "127.0.0.1:0"]
    with _dask(folder, "worker", address, *options, checkout=checkout), _client(address) as client:
        client.wait_for_workers(count, timeout=PATIENCE)
        yield list(client.run(os.getpid).values())


@contextmanager
def _dask(folder: Path, *command: str, checkout: Path = ROOT) -> Iterator[psutil.Popen]:
    with (folder / f"{command[0]}.log").open("ab") as log:
        process = psutil.Popen(
            [DASK, *command],
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONPATH": str(checkout)},
        )
    try:
        yield process
    finally:
        started = process.children(recursive=True) if process.is_running() else []
        process.terminate()
        try:
            process.wait(PATIENCE)
        except psutil.TimeoutExpired:
            process.kill()
        wait_for("the end of all it started", lambda: not any(is_alive(p.pid) for p in started))


def _client(address: str) -> Client:
    return Client(address, set_as_default=False)


def drawing(address: str, slug: str) -> list[int]:
    """Return the process ids of the workers that draw a scene."""
    with _client(address) as client:
        pids = client.run(os.getpid)
        busy = client.processing()
    return [pids[w] for w, keys in busy.items() if any(f"-{slug}-" in str(key) for key in keys)]


def renders_of(worker: int) -> list[int]:
    """Return the process ids of what draws for a worker: its fork server's children."""
    return [each.pid for child in psutil.Process(worker).children() for each in child.children()]


def is_alive(pid: int) -> bool:
    """Return whether a process runs; one that only nobody has waited for does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def listener(address: str) -> int:
    """Return the process id of a scheduler."""
    with _client(address) as client:
        return client.run_on_scheduler(os.getpid)
