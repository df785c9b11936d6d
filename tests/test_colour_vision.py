"""Roles that meet are told apart by everybody: by their colours, or by more than these.

Which roles meet is read from the stage at the end of every beat.
"""

from __future__ import annotations

from itertools import combinations

import pytest

import scenes
from anim_lib.layout import chain, circle, rounded
from anim_lib.shapes import Box, Curve, Disc, Shape
from anim_lib.theme import INK, PAPER, THEMES, Theme
from tests import cues, marks
from tests.marks import Mark
from tests.played import BeatFrame, play
from tests.vision import confusing

EACH = pytest.mark.parametrize(
    ("slug", "theme"), [(slug, theme) for slug in scenes.slugs() for theme in THEMES]
)


def alike(theme: str, beat: BeatFrame) -> dict[tuple[str, str], str]:
    """Return the roles that not everybody tells apart in a picture, and who does not."""
    named, found = marks.roles_of(THEMES[theme]), {}
    by_colour: dict[str, list[Mark]] = {}
    for mark in beat.marks:
        by_colour.setdefault(mark.colour, []).append(mark)
    words = [text.box for text in beat.texts]
    for a, b in combinations(sorted(by_colour, key=lambda colour: named[colour]), 2):
        kinds = confusing(a, b)
        if kinds and not cues.cues(by_colour[a], by_colour[b], words):
            found[named[a], named[b]] = ", ".join(kinds)
    return found


@pytest.mark.slow
@EACH
def test_roles_that_meet_are_told_apart_by_everybody(slug: str, theme: str) -> None:
    for beat in play(slug, theme).beats:
        found = alike(theme, beat)
        assert not found, f"{slug}/{beat.name} in {theme}: {found}"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_no_two_roles_have_one_colour(theme: Theme) -> None:
    shared = [roles for roles in marks.roles_of(theme).values() if " and " in roles]
    assert not shared, f"they would be taken for one: {shared}"


def test_colours_that_some_confuse() -> None:
    assert confusing(PAPER.fill("query"), PAPER.fill("key")) == ()
    assert confusing(PAPER.fill("cache"), PAPER.fill("muted")) == ("protan", "grey")
    assert confusing(INK.fill("cache"), INK.fill("query")) == ("protan",)
    assert confusing(PAPER.fill("cache"), PAPER.fill("state_pos")) == ()
    every = ("normal", "protan", "deutan", "tritan", "grey")
    assert confusing(PAPER.fill("transformer"), PAPER.fill("wrong")) == every


def box(x: float, y: float, w: float, h: float, colour: str = "#000000") -> Mark:
    return Mark(colour, ("area", "plain", "box"), (x, y, x + w, y + h))


def test_what_tells_marks_apart() -> None:
    left, right = [box(100, 100, 20, 90)], [box(200, 100, 20, 90)]
    over = [box(0, 80, 400, 300)]
    dot = [Mark("#FF0000", ("area", "plain", "round"), (100, 100, 120, 120))]
    assert cues.cues(left, dot, []) == {"form"}
    assert cues.cues(left, right, []) == {"region"}
    assert cues.cues(left, over, []) == set()
    assert cues.cues(left, over, [(128, 130, 150, 150)]) == {"word"}
    assert cues.cues(left, over, [(500, 130, 520, 150)]) == set(), "too far from both"
    both = [*left, *right]
    between = [box(150, 100, 20, 90), box(250, 100, 20, 90)]
    assert cues.cues(both, between, []) == {"order"}
    assert cues.cues(both, between[::-1], []) == {"order"}
    assert cues.cues(both, [between[0], box(160, 200, 20, 90)], []) == set()
    named = [(x, 300.0, x + 20, 320.0) for x in (100.0, 150.0, 200.0)]
    assert cues.cues(both, [between[0]], named) == {"line"}
    assert cues.cues(both, [between[0]], named[:2]) == set()
    assert cues.cues([*left, *dot], over, []) == set(), "one form of two is not told apart"


def test_marks_are_read_with_their_forms() -> None:
    shapes = [Box(), Disc(), Shape(), Curve(line=5.0, dash=(3, 9)), Curve(), Box(line=2.0), Box()]
    disc, dashed, edged = shapes[1], shapes[3], shapes[5]
    shapes[0].place(100, 100, 60, 40, PAPER.fill("query"))
    disc.place(100, 100, 8, PAPER.fill("key"))
    shapes[2].put(circle(50, 50, 9), PAPER.fill("key"))
    dashed.put([(0, 0), (100, 0)], PAPER.stroke("ssm"))
    shapes[4].put([(0, 0), (50, 40), (100, 0)], PAPER.stroke("ssm"))
    edged.place(100, 100, 60, 40, PAPER.tint("cache"), PAPER.stroke("cache"))
    shapes[6].place(100, 100, 60, 40, PAPER.panel)
    found = [(marks.roles_of(PAPER)[m.colour], m.form) for m in marks.read_marks(shapes, PAPER)]
    assert found == [
        ("query", ("area", "plain", "box")),
        ("key", ("area", "plain", "round")),
        ("key", ("area", "plain", "round")),
        ("ssm", ("line", "dashed (3, 9)", "level")),
        ("ssm", ("line", "whole", "bent")),
        ("cache", ("rim", "box")),
    ]
    faint, speck = Disc(), Disc()
    speck.place(100, 100, 3.5, PAPER.fill("key"))
    faint.place(100, 100, 8, PAPER.fill("key"))
    faint.fill_rgbas[0, :3] += 0.1
    assert marks.read_marks([faint, speck], PAPER) == []


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(0, 0), (90, 1)], "level"),
        ([(0, 0), (1, 90)], "upright"),
        ([(0, 0), (90, 90)], "slanted"),
        ([(0, 0), (45, 30), (90, 90)], "bent"),
    ],
)
def test_lines_have_a_course(points: list[tuple[float, float]], expected: str) -> None:
    assert marks.course(chain(points, closed=False)) == expected


def test_areas_have_an_outline() -> None:
    def seen(outline: object) -> str:
        shape = Shape()
        shape.put(outline, PAPER.ink)  # type: ignore[arg-type]
        return marks.outline(shape)

    assert seen(rounded(0, 0, 11, 2.2, 3)) == "box"
    assert seen(rounded(0, 0, 11, 11)) == "box"
    assert seen([(5, 0), (10, 5), (5, 10), (0, 5)]) == "4 corners"
    assert seen([(5, 0), (10, 5), (5, 10)]) == "3 corners"
