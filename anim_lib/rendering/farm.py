"""The way to a farm: a Dask scheduler, its workers, and whether they may draw for this machine."""

from __future__ import annotations

import asyncio
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from anim_lib.errors import UserError
from anim_lib.rendering import farm_check
from anim_lib.rendering.pool import Place

if TYPE_CHECKING:
    from distributed import Client

ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})")
ANSWER = 5  # seconds in which a scheduler must answer
FIRST_WORKER = 10  # seconds in which a worker must be there


@contextmanager
def connect(address: str, local: Place) -> Iterator[Place]:
    """Give the workers of a scheduler as a place for tasks.

    Parameters
    ----------
    address
        ``tcp://HOST:PORT``, or ``tls://HOST:PORT`` with the certificates in Dask's own settings.
    local
        Where the steps are done that draw nothing.

    Raises
    ------
    UserError
        When Dask is not installed, the address is none, nothing answers there, no worker is
        connected, or one has other code or libraries than this machine.
    """
    client = _client(checked(address))
    try:
        _wait_for_a_worker(client, address)
        _inspect(client)
        from anim_lib.rendering.farm_crew import Crew

        crew = Crew(client, address, local)
        with crew.watched():
            yield crew
    finally:
        with suppress(Exception):  # it may be gone: then there is nothing left to close
            client.close(timeout=ANSWER)  # type: ignore[no-untyped-call]


def checked(address: str) -> str:
    """Return the address of a scheduler, or raise UserError when it is none."""
    found = ADDRESS.fullmatch(address)
    if not found or not 0 < int(found[3]) < 65536:
        raise UserError(f"--scheduler {address}: must be tcp://HOST:PORT or tls://HOST:PORT")
    return address


def _client(address: str) -> Client:
    try:
        import distributed
    except ImportError as error:
        raise UserError(
            "--scheduler needs Dask, which is not installed: "
            "run .venv/bin/python -m pip install -e '.[farm]'"
        ) from error
    # Dask's own lines would tear the report apart, and what matters comes back as an error.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
    try:
        asyncio.run(asyncio.wait_for(_find_scheduler(address), ANSWER))
        return distributed.Client(address, timeout=ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except TypeError as error:
        raise UserError(f"--scheduler {address}: {' '.join(str(error).split())}") from error
    except (OSError, ValueError) as error:
        raise UserError(
            f"--scheduler {address}: no Dask scheduler answered there within {ANSWER} s: "
            "start one with .venv/bin/dask scheduler"
        ) from error


async def _find_scheduler(address: str) -> None:
    """Raise OSError unless a scheduler listens: Dask's client waits for ever for anything else."""
    from distributed import Security
    from distributed.comm.core import connect as connect_to

    secrets = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    comm = await connect_to(address, timeout=ANSWER, **secrets)  # type: ignore[no-untyped-call]
    try:
        await comm.write({"op": "identity", "reply": True})
        if (await comm.read())["type"] != "Scheduler":
            raise ConnectionError(f"{address} is no scheduler")
    finally:
        comm.abort()


def _wait_for_a_worker(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=FIRST_WORKER)
    except (OSError, TimeoutError) as error:
        raise UserError(
            f"--scheduler {address}: no worker was connected to it within {FIRST_WORKER} s: "
            f"start some with .venv/bin/dask worker {address}"
        ) from error


def _inspect(client: Client) -> None:
    found = client.run(farm_check.difference, farm_check.facts(), on_error="return")
    for worker, difference in sorted(found.items()):
        if isinstance(difference, ImportError | AttributeError):
            difference = f"its environment has no seqreel, or another one ({difference})"
        elif isinstance(difference, Exception):
            difference = f"it could not be asked ({difference})"
        if difference:
            raise UserError(f"the worker {worker} cannot draw these scenes: {difference}")
