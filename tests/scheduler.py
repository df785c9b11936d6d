"""Shares tests out among processes by their groups.

pytest-xdist's own ``--dist loadgroup`` does the same by writing each group into the test's name;
pytest 9.2 no longer lets it, and the groups are lost without a word (pytest-xdist issue 1386).
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.groups import group


class GroupScheduler(LoadScopeScheduling):
    """Gives a process one group after the other, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False  # many tests are not long ones
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
