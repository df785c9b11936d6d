"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that keeps today's frames as the golden ones."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")
