"""What the beats of the two tanks show, read back from the drawn shapes, against the values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from anim_lib.storyboard import Beat
from anim_lib.value_store import load
from scenes.spec_c_kv_tanks import SpecCKvTanks
from scenes.values.spec_c_kv_tanks import Values
from tests.areas import area, areas
from tests.drawn import texts
from tests.played import run

V = load(Values)[0]
PER_BYTE = 580 * 528 / V.capacity_bytes  # square stage pixels, the same in every tank


@cache
def measures() -> dict[str, dict[str, Any]]:
    """Areas and texts at the end of every beat."""
    kept: dict[str, dict[str, Any]] = {}

    def read(scene: Any, beat: Beat) -> None:
        tank, small = scene.big.tank, scene.small
        found = kept.setdefault(beat.name, {})
        found["water"] = sum(area(band) for band in tank.bands)
        found["spilt"] = area(tank.spill) + sum(area(drop) for drop in tank.drops)
        found["state"] = sum(area(band) for band in small.tank.bands)
        found["glass"] = sum(area(band) for band in small.glass.bands)
        if hasattr(scene, "early"):
            found["early"] = sum(area(band) for band in scene.early.glass.bands)
        if hasattr(scene, "far"):
            found["field"] = sum(sum(areas(band)) for band in scene.far.field.bands)
            found["lens"] = sum(area(band) for band in scene.far.glass.bands)
        found["count"], found["caption"] = scene.big.count.text, beat.caption
        found["rider"] = tank.signs[0].rider.text
        found["trained"] = texts(scene.big.trained)
        if hasattr(scene, "far"):
            found["weights"] = texts([scene.far.weights])[0]
        found["scale"] = tank.area_per_byte

    run(SpecCKvTanks, "paper", read)
    return kept


CACHE: list[tuple[str, Callable[[], float]]] = [
    ("question", lambda: 0),
    ("token_40", lambda: V.break_even_tokens),
    ("t_100", lambda: 100),
    ("t_1000", lambda: 1000),
    ("t_8000", lambda: 8000),
]


@pytest.mark.parametrize(("beat", "tokens"), CACHE)
def test_water_in_the_big_tank_is_the_cache(beat: str, tokens: Callable[[], float]) -> None:
    drawn = measures()[beat]["water"] / PER_BYTE
    assert drawn == pytest.approx(tokens() * V.bytes_per_token, rel=1e-9, abs=1.0)
    assert measures()[beat]["count"] == f"token {tokens():,.0f}"


@pytest.mark.parametrize("beat", ["question", "token_40", "t_8000", "overflow", "rest"])
def test_the_state_never_changes_and_is_to_the_same_scale(beat: str) -> None:
    assert measures()[beat]["state"] / PER_BYTE == pytest.approx(V.state_bytes)


def test_the_lens_magnifies_six_times() -> None:
    for beat in ("state", "overflow", "rest"):
        assert measures()[beat]["glass"] == pytest.approx(36 * V.state_bytes * PER_BYTE)


def test_at_token_40_both_glasses_hold_the_same() -> None:
    at = measures()["token_40"]
    assert at["early"] == pytest.approx(at["glass"])


def test_levels_are_printed_as_computed() -> None:
    printed = [measures()[f"t_{n}"]["rider"] for n in V.marks]
    assert printed == ["1.25 %", "12.5 %", "100 %"]
    np.testing.assert_allclose([float(p[:-2]) / 100 for p in printed], V.mark_levels)


@pytest.mark.parametrize("beat", ["overflow", "rest"])
def test_the_spill_is_to_scale(beat: str) -> None:
    at = measures()[beat]
    assert at["spilt"] / PER_BYTE == pytest.approx(V.spilt_bytes, rel=2e-3)  # discs are polygons
    assert at["water"] / PER_BYTE == pytest.approx(V.capacity_bytes)
    assert at["count"] == f"token {V.overflow_mark:,}"


def test_the_poster_names_the_token_that_spills() -> None:
    assert f"token {V.overflow_token:,} spills" in measures()["overflow"]["caption"]


def test_a_million_tokens_fill_tanks_at_the_scale_of_the_state() -> None:
    at = measures()["million"]
    assert at["field"] / at["state"] == pytest.approx(V.far_cache_over_state)
    assert at["count"] == f"token {V.far_tokens:,}"
    assert at["lens"] == pytest.approx(26**2 * at["state"]), "as its label says"


def test_it_says_from_what_length_of_text_on_sizes_are_only_computed() -> None:
    learned = f"both trained at {V.trained_context:,} tokens"
    for beat in ("question", "t_8000", "overflow", "rest"):
        assert measures()[beat]["trained"] == [learned]
    assert learned in measures()["million"]["weights"]
