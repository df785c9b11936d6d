"""The limits of the palette, over anim_lib/palette.json; the formulas are in tests/vision.py."""

from __future__ import annotations

import json
from itertools import combinations, pairwise

import numpy as np
import pytest

from anim_lib.theme import PALETTE, ROLES, THEMES, Theme
from tests.vision import APART, GREY, VISION, contrast, distance, grey, seen

TEXT, GRAPHICS = 4.5, 3.0  # contrast ratios
APART_PAST = 0.045  # OKLab
RAMP_GREY = 3.0  # L*
MEET = {  # roles that stand in one picture without another cue
    "queries, keys, values": ("query", "key", "value"),
    "state": ("state_pos", "state_neg"),
    "families": ("transformer", "recurrent", "ssm", "hybrid"),
    "cache, overflow": ("cache", "overflow"),
    "cache, ssm": ("cache", "ssm"),
    "accent, ssm": ("accent", "ssm"),
    "cache, state": ("cache", "state_pos", "state_neg"),
    "cache, attention": ("cache", "attention"),
    "attention and q, k, v": ("attention", "query", "key", "value"),
    "wrong, attention": ("wrong", "attention"),
    "accent, muted": ("accent", "muted"),
    "accent, state": ("accent", "state_pos", "state_neg"),
    "accent, attention": ("accent", "attention"),
}
NO_GREY = {"cache, state", "accent, state"}  # told apart by hue, words and shape
EVERY = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def test_the_formulas_give_their_published_values() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # WCAG's example
    np.testing.assert_allclose(seen("#FFFFFF", "normal"), [1, 0, 0], atol=1e-3)
    np.testing.assert_allclose(seen("#FF0000", "normal"), [0.628, 0.225, 0.126], atol=1e-3)
    assert grey("#FFFFFF") == pytest.approx(100.0)
    assert grey("#777777") == pytest.approx(50.03, abs=0.01)
    for matrix in VISION.values():  # white stays white
        np.testing.assert_allclose(matrix.sum(axis=1), 1.0, atol=1e-5)
    assert distance("#FF0000", "#00B000", "normal") > 3 * distance("#FF0000", "#5A4E00", "protan")


def test_every_theme_has_every_role_in_every_kind() -> None:
    for entry in json.loads(PALETTE.read_text("utf-8")).values():
        assert set(ROLES) <= set(entry)
        for role in ROLES:
            assert {"fill", "stroke", "text"} <= set(entry[role])
        assert (len(entry["attention_ramp"]), len(entry["state_ramp"])) == (11, 9)
        assert len(entry["past"]) == 8


@EVERY
def test_words_can_be_read_on_ground_and_panel(theme: Theme) -> None:
    for role in ("ink", *ROLES, *[f"past {k}" for k in range(8)]):
        for under in (theme.ground, theme.panel):
            assert contrast(theme.text(role), under) >= TEXT, f"{theme.name}: {role} on {under}"


@EVERY
@pytest.mark.parametrize("kind", ["fill", "stroke"])
def test_shapes_can_be_seen_on_the_ground(theme: Theme, kind: str) -> None:
    for role in (*ROLES, *[f"past {k}" for k in range(8)]):
        colour = getattr(theme, kind)(role)
        assert contrast(colour, theme.ground) >= GRAPHICS, f"{theme.name}: {role} {kind}"


@EVERY
@pytest.mark.parametrize("roles", MEET.values(), ids=MEET)
@pytest.mark.parametrize("vision", VISION)
def test_roles_that_meet_are_apart_for_everybody(
    theme: Theme, roles: tuple[str, ...], vision: str
) -> None:
    for a, b in combinations(roles, 2):
        found = distance(theme.fill(a), theme.fill(b), vision)
        assert found >= APART, f"{theme.name}: {a} and {b} are {found:.3f} apart"


@EVERY
@pytest.mark.parametrize("meeting", [m for m in MEET if m not in NO_GREY])
def test_roles_that_meet_are_apart_in_grey(theme: Theme, meeting: str) -> None:
    for a, b in combinations(MEET[meeting], 2):
        found = abs(grey(theme.fill(a)) - grey(theme.fill(b)))
        assert found >= GREY, f"{theme.name}: {a} and {b} differ by {found:.1f} L*"


@EVERY
@pytest.mark.parametrize("vision", VISION)
def test_past_tokens_are_apart_and_neighbours_more_so(theme: Theme, vision: str) -> None:
    past = [theme.past(k) for k in range(8)]
    assert min(distance(a, b, vision) for a, b in combinations(past, 2)) >= APART_PAST
    assert min(distance(a, b, vision) for a, b in pairwise(past)) >= APART


@EVERY
def test_past_neighbours_are_apart_in_grey(theme: Theme) -> None:
    past = [grey(theme.past(k)) for k in range(8)]
    assert min(abs(a - b) for a, b in pairwise(past)) >= GREY


@EVERY
def test_the_attention_ramp_runs_one_way_and_its_numbers_can_be_read(theme: Theme) -> None:
    steps = np.diff([grey(c) for c in theme.attention_ramp])
    assert (steps > RAMP_GREY).all() or (steps < -RAMP_GREY).all()
    for colour in (*theme.attention_ramp, *theme.state_ramp):
        assert contrast(theme.on(colour), colour) >= TEXT


@EVERY
def test_the_state_ramp_diverges_from_a_quiet_middle(theme: Theme) -> None:
    middle = theme.state_ramp[4]
    away = [distance(c, middle, "normal") for c in theme.state_ramp]
    assert (np.diff(away[:5]) < 0).all()
    assert (np.diff(away[4:]) > 0).all()
    assert (theme.state_ramp[0], theme.state_ramp[-1]) == (
        theme.fill("state_neg"),
        theme.fill("state_pos"),
    )
