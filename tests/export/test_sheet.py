"""The storyboard page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from anim_lib.export import paper, sheet
from anim_lib.export.grid import fit
from anim_lib.theme import INK, PAPER, Theme

WORDS = sheet.Words("11", "Title", "One idea.", "attention", "beat_1", "exact", "MIT licence")
STYLE = paper.Style("Inter-Medium", 44, "#000000")


def panes(count: int) -> list[sheet.Pane]:
    return [
        sheet.Pane(
            f"beat_{i}",
            "A caption that says\nwhat the key does.",
            {"key": "key"},
            2.0 * i,
            2.0,
            np.full((270, 480, 4), 40 + 10 * i, np.uint8),
        )
        for i in range(count)
    ]


@pytest.mark.parametrize("count", range(1, 17))
def test_grid_stays_on_the_page_and_nothing_overlaps(count: int) -> None:
    area = (180, 500, 3840, 2200)
    grid = fit(2.5, area, words=lambda _: [200] * count, gap=100, row_gap=60)
    corners = [grid.corner(i) for i in range(count)]
    assert len(set(corners)) == count
    for x, y in corners:
        assert 180 <= x <= 180 + 3840 - grid.width
        assert 500 <= y <= 500 + 2200 - grid.height - 200
    steps = [low - high for high, low in pairwise(grid.tops)]
    assert all(step >= grid.height + 200 + 60 for step in steps)
    assert grid.columns == 1 or grid.column_pitch >= grid.width + 100


def test_grid_that_cannot_fit() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        fit(2.5, (0, 0, 100, 100), words=lambda _: [200] * 3, gap=0, row_gap=0)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_page_shows_every_beat(theme: Theme) -> None:
    page = np.asarray(sheet.compose(panes(8), WORDS, theme))
    assert page.shape == (2970, 4200, 3)
    assert page[5, 5].tolist() == [int(theme.ground[i : i + 2], 16) for i in (1, 3, 5)]
    for i in range(8):
        shown = (page[::5, ::5] == 40 + 10 * i).all(axis=-1).sum()
        assert 25 * shown > 200_000, f"beat {i} is not on the page"


def test_page_says_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    write = paper.write

    def listen(draw: Any, at: Any, text: str, *rest: Any) -> float:
        said.append(text)
        return write(draw, at, text, *rest)

    monkeypatch.setattr(paper, "write", listen)
    sheet.compose(panes(3), WORDS, PAPER)
    assert {"11", "Title", "One idea.", "exact", "MIT licence"} <= set(said)
    assert "attention  ·  3 beats  ·  6.0 s" in said
    for i in range(3):
        assert {str(i + 1), f"beat_{i}", f"0:0{2 * i}.0"} <= set(said)
    assert said.count("key") == 3  # tinted, so set apart from the rest of its caption


def test_poster_beat_has_an_edge_of_ink() -> None:
    def longest_line(poster: str) -> int:
        words = sheet.Words("11", "Title", "One idea.", "a", poster, "e", "M")
        page = np.asarray(sheet.compose(panes(3), words, PAPER))
        ink = [int(PAPER.ink[i : i + 2], 16) for i in (1, 3, 5)]
        return max(int((row == ink).all(axis=-1).sum()) for row in page[300::2])

    assert longest_line("beat_1") > 2 * longest_line("none")


def test_captions_are_wrapped_to_the_picture() -> None:
    lines = paper.wrap("one two three four five six seven eight nine ten", STYLE, 400)
    assert " ".join(lines) == "one two three four five six seven eight nine ten"
    assert all(paper.width(line, STYLE) <= 400 for line in lines)
    assert paper.wrap("kept\nbreak", STYLE, 4000) == ["kept", "break"]


def test_tints_take_the_longest_name() -> None:
    parts = paper.coloured("a key cache", {"key": "red", "key cache": "blue"}, "ink")
    assert parts == [("a ", "ink"), ("key cache", "blue")]


def test_quotation_marks_of_print() -> None:
    said = paper.printed("""It asks "how alike?", the model's way.""")
    assert said == "It asks “how alike?”, the model’s way."


def test_clock() -> None:
    assert [sheet.clock(t) for t in (0.0, 3.44, 59.97, 83.25)] == [
        "0:00.0",
        "0:03.4",
        "1:00.0",
        "1:23.2",
    ]
