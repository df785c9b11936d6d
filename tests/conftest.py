"""Options of the test run."""

from __future__ import annotations

import os

import pytest

# Sums in one thread are the same on every machine, and quicker where cores are shared. Set before
# torch is imported; the processes that tests start inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that keeps today's frames as the golden ones."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")
