"""Options of the test run, and how it is shared among several processes."""

from __future__ import annotations

import os
import tempfile
from typing import Any

import pytest

from tests import groups

# Sums in one thread are the same on every machine, and quicker where cores are shared. Set before
# torch is imported; the processes that tests start inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that keeps today's frames as the golden ones."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


def pytest_configure(config: pytest.Config) -> None:
    """Give each of several processes a media folder of its own.

    Of two that set the same words in one folder, one reads what the other has half written.
    """
    if not hasattr(config, "workerinput"):
        return
    import manim  # only here: a run without workers may not need it

    folder = tempfile.TemporaryDirectory(prefix="seqreel-media-")
    config.add_cleanup(folder.cleanup)
    manim.config.media_dir = folder.name


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In one process of several, begin with the groups that take longest."""
    if not hasattr(config, "workerinput"):
        return
    names = [groups.group(item.nodeid) for item in items]
    slow = [item.get_closest_marker("slow") is not None for item in items]
    place = {name: k for k, name in enumerate(groups.in_order(zip(names, slow, strict=True)))}
    items.sort(key=lambda item: place[groups.group(item.nodeid)])


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests out by groups, unless another way is asked for with ``--dist``."""
    if config.getoption("dist") != "load":
        return None
    from tests.scheduler import GroupScheduler

    return GroupScheduler(config, log)
