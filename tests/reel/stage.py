"""What the test scenes share: a Storyboard whose values need no saved file."""

from __future__ import annotations

from typing import Any, ClassVar
from unittest.mock import patch

from anim_lib.provenance import Provenance, Record
from anim_lib.storyboard import Storyboard

LINE = "exact arithmetic · a test"
GREEN = "#009E73"


class Values:
    """No numbers at all."""


class TestStoryboard(Storyboard[Values]):
    """Plays with empty values and a fixed record."""

    __test__ = False
    number = "T"
    family = "tests"
    poster = "green"
    square = (420.0, 0.0, 1080.0)
    values_type: ClassVar[type[Any]] = Values

    def alt(self, v: Values) -> str:
        """Say the title and the idea."""
        return f"{self.title}: {self.idea()}"

    def construct(self) -> None:
        """Play; the values are made here."""
        provenance = Provenance(line=LINE, model="none", inputs="none")
        record = Record("tiny", provenance, "0" * 64, {}, {}, {}, "0" * 64)
        with patch("anim_lib.storyboard.load_chosen", return_value=(Values(), record)):
            super().construct()
