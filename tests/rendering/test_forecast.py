"""What an earlier run tells about the next one."""

from __future__ import annotations

from typing import Any

import pytest

from anim_lib.formats import DRAFT, VIDEO
from anim_lib.rendering.forecast import SECONDS_PER_FRAME, SETUP, Forecast, forecast
from anim_lib.rendering.job import Edition

FINAL = Edition("paper", "final", VIDEO, ("mp4",))
QUICK = Edition("paper", "draft", DRAFT, ("mp4",))


@pytest.fixture
def facts() -> dict[str, Any]:
    return {
        "options": {"quality": "final", "theme": "ink"},
        "beats": [{"duration": 2.0, "seconds": 0.7}, {"duration": 1.5, "seconds": 3.0}],
        "seconds": {"setup": 1.9},
    }


def test_measured_seconds_count(facts: dict[str, Any]) -> None:
    assert forecast(facts, FINAL) == Forecast((120, 90), (0.7, 3.0), 1.9)
    assert Forecast((120, 90), (0.7, 3.0), 1.9).total == pytest.approx(5.6)


def test_a_start_is_never_free(facts: dict[str, Any]) -> None:
    facts["seconds"]["setup"] = 0.05
    assert forecast(facts, FINAL) == Forecast((120, 90), (0.7, 3.0), SETUP)


def test_another_profile_tells_the_frames_alone(facts: dict[str, Any]) -> None:
    each = SECONDS_PER_FRAME["draft"]
    assert forecast(facts, QUICK) == Forecast((30, 22), (30 * each, 22 * each), SETUP)


def test_an_outline_tells_the_frames() -> None:
    outline = {"beats": [{"name": "a", "duration": 1.0}]}
    assert forecast(outline, FINAL) == Forecast((60,), (60 * SECONDS_PER_FRAME["final"],), SETUP)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        {},
        {"beats": []},
        {"beats": 3},
        {"beats": [{"duration": "long"}]},
        {"beats": [{}], "options": {"quality": "final"}},
        {"beats": [{"duration": 1.0}], "options": []},
        {"beats": [{"duration": 1.0, "seconds": 1.0}], "options": {"quality": "final"}},
    ],
)
def test_what_another_version_wrote_tells_nothing(broken: Any) -> None:
    assert forecast(broken, FINAL) is None
