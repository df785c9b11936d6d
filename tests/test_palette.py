"""The limits of the palette, from the published formulas, over anim_lib/palette.json.

Contrast: WCAG 2.2. Distances: OKLab (Ottosson 2020), of colours as seen with normal vision and
with full protanopia, deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009, on linear
RGB). Grey: CIE L*.
"""

from __future__ import annotations

import json
from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from anim_lib.theme import PALETTE, ROLES, THEMES, Theme

Colour = NDArray[np.float64]
TEXT, GRAPHICS = 4.5, 3.0  # contrast ratios
APART, APART_PAST = 0.08, 0.045  # OKLab
GREY, RAMP_GREY = 5.0, 3.0  # L*
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
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


def linear(colour: str) -> Colour:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, vision: str) -> Colour:
    light = np.clip(VISION[vision] @ linear(colour), 0.0, 1.0)
    return np.asarray(TO_LAB @ np.cbrt(TO_LMS @ light))


def distance(a: str, b: str, vision: str) -> float:
    return float(np.linalg.norm(seen(a, vision) - seen(b, vision)))


def grey(colour: str) -> float:
    y = luminance(colour)
    return float(116 * np.cbrt(y) - 16 if y > 216 / 24389 else y * 24389 / 27)


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
