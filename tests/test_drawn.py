"""What is read back from drawings is what was drawn, and one cell one level off is seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.formula import Formula
from anim_lib.motion import DIMMED
from anim_lib.primitives.attention_arcs import AttentionArcs
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.heat_grid import ROW_DIM, HeatGrid
from anim_lib.primitives.upright import UprightCounter, UprightLabel
from anim_lib.scales import linear, log, mix, ramp, rgb
from anim_lib.shapes import Box, Curve
from anim_lib.theme import THEMES, Theme
from anim_lib.typography import Counter, Label
from tests import drawn

EACH = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def grid_of(values: np.ndarray, theme: Theme) -> HeatGrid:
    rows, cols = values.shape
    return HeatGrid(
        values,
        theme=theme,
        row_labels=["r"] * rows,
        column_labels=["c"] * cols,
        names=("asks", "is asked"),
        columns=even_columns(cols, 300, 80, 6),
        top=300,
        row_height=50,
        lifted=(180, 50),
    )


def row_of(count: int, rng: np.random.Generator) -> np.ndarray:
    given = rng.random(count) ** 3
    return np.asarray(given / given.sum())


def finish(animation: Any) -> None:
    animation.begin()
    animation.finish()


@EACH
def test_weights_are_read_from_colours_exactly(theme: Theme, rng: np.random.Generator) -> None:
    values = rng.random((9, 7))
    values[0] = np.linspace(0, 1, 7)
    found = drawn.weights(grid_of(values, theme).cells, theme)
    np.testing.assert_allclose(found.value, values, atol=1e-9)
    assert found.off.max() < 1e-6
    assert 0 < found.within.max() < 0.01


@EACH
def test_a_dimmed_weight_is_read_through_its_dimming(
    theme: Theme, rng: np.random.Generator
) -> None:
    values, dims = rng.random((6, 6)), np.linspace(0, 0.9, 6)[:, None]
    cells = [[Box() for _ in row] for row in values]
    for i, j in np.ndindex(values.shape):
        plain = ramp(theme.attention_ramp, values[i, j])
        cells[i][j].place(40 * j, 40 * i, 30, 30, mix(plain, theme.ground, float(dims[i, 0])))
    found = drawn.weights(cells, theme, dim=dims)
    np.testing.assert_allclose(found.value, values, atol=1e-6)
    assert found.within[-1].min() > 3 * found.within[0].max(), "the paler, the less can be read"


@EACH
def test_what_is_within_half_a_level_is_read_within_its_bound(
    theme: Theme, rng: np.random.Generator
) -> None:
    values = rng.random(400)
    exact = np.array([ramp(theme.attention_ramp, v) for v in values])
    rounded = np.round(exact * 255) / 255
    found = drawn.on_ramp(rounded, theme.attention_ramp)
    assert (np.abs(found.value - values) <= found.within).all()
    assert found.off.max() <= 0.5 * np.sqrt(3), "the nearest by Pythagoras"


@EACH
def test_signed_values_are_read_from_the_ramp_of_the_state(
    theme: Theme, rng: np.random.Generator
) -> None:
    values = rng.uniform(-2, 2, 50)
    boxes = [Box() for _ in values]
    for box, value in zip(boxes, values, strict=True):
        box.place(0, 0, 9, 9, ramp(theme.state_ramp, (value / 2 + 1) / 2))
    np.testing.assert_allclose(drawn.signed(boxes, theme, 2.0).value, values, atol=1e-9)


@EACH
def test_a_foreign_colour_is_far_from_the_ramp(theme: Theme) -> None:
    box = Box()
    box.place(0, 0, 9, 9, theme.fill("overflow"))
    assert drawn.weights([box], theme).off[0] > 20


@EACH
@pytest.mark.parametrize("dim", [0.0, None, "rows"])
def test_a_grid_is_as_its_array(theme: Theme, dim: Any, rng: np.random.Generator) -> None:
    values = rng.random((7, 5))
    drawn.assert_grid_shows(grid_of(values, theme), values, theme, dim=dim)


@EACH
@pytest.mark.parametrize("dim", [0.0, None, "rows"])
@pytest.mark.parametrize("channel", range(3))
@pytest.mark.parametrize("levels", [-1, 1])
def test_one_cell_one_level_off_is_seen(
    theme: Theme, dim: Any, channel: int, levels: int, rng: np.random.Generator
) -> None:
    values = rng.random((7, 5))
    grid = grid_of(values, theme)
    grid.cells[3][2].fill_rgbas[0, channel] += levels / 255
    with pytest.raises(AssertionError, match=r"cell \(3, 2\)"):
        drawn.assert_grid_shows(grid, values, theme, dim=dim)


@EACH
def test_rows_that_step_back_are_as_pale_as_they_say(
    theme: Theme, rng: np.random.Generator
) -> None:
    values = rng.random((5, 5))
    grid = grid_of(values, theme)
    finish(grid.lift_row(2))
    dims = np.where(np.arange(5) == 2, 0.0, ROW_DIM)[:, None]
    drawn.assert_grid_shows(grid, values, theme, dim=dims, lifted=[2])
    drawn.assert_grid_shows(grid, values, theme, dim="rows", lifted=[2])
    with pytest.raises(AssertionError, match="levels of 255 off"):
        drawn.assert_grid_shows(grid, values, theme, lifted=[2])
    finish(grid.step_back())
    both = 1 - (1 - dims) * (1 - DIMMED)
    drawn.assert_grid_shows(grid, values, theme, dim=both, lifted=[2])


@EACH
def test_cells_without_a_weight_are_hidden_or_blank(theme: Theme, rng: np.random.Generator) -> None:
    values = np.tril(rng.random((4, 4)))
    grid = grid_of(values, theme)
    causal = np.where(np.tril(np.ones((4, 4))) > 0, values, np.nan)
    with pytest.raises(AssertionError, match=r"cell \(0, 1\) is drawn, but has no value"):
        drawn.assert_grid_shows(grid, causal, theme)
    for i, j in np.argwhere(np.isnan(causal)):
        grid.cells[i][j].fill_rgbas[0, :3] = rgb(theme.panel)
    drawn.assert_grid_shows(grid, causal, theme, blank=theme.panel)
    with pytest.raises(AssertionError, match="cell without a weight"):
        drawn.assert_grid_shows(grid, causal, theme, blank=theme.ground)
    for i, j in np.argwhere(np.isnan(causal)):
        grid.cells[i][j].hide()
    drawn.assert_grid_shows(grid, causal, theme)
    drawn.assert_grid_shows(grid, causal, theme, blank=theme.ground)


@EACH
def test_a_transposed_grid_is_seen(theme: Theme, rng: np.random.Generator) -> None:
    values = rng.random((4, 4))
    cells = [list(row) for row in zip(*grid_of(values.T, theme).cells, strict=True)]
    drawn.assert_cells_show(cells, values, theme)
    with pytest.raises(AssertionError, match="not side by side"):
        drawn.assert_grid_shows(cells, values, theme)


@EACH
@pytest.mark.parametrize("asker", [0, 3, 5])
@pytest.mark.parametrize("source", [None, 700.0])
def test_arcs_are_as_wide_as_their_weights(
    theme: Theme, asker: int, source: float | None, rng: np.random.Generator
) -> None:
    row, columns = row_of(6, rng), even_columns(6, 200, 150, 20)
    arcs = AttentionArcs(
        row, theme=theme, asker=asker, columns=columns, card_top=600, source=source
    )
    drawn.assert_arcs_show(arcs, row, theme, columns=columns)
    finish(arcs.step_back())
    drawn.assert_arcs_show(arcs, row, theme, columns=columns, dim=None)
    other = row.copy()
    first, second = [j for j in range(6) if j != asker][:2]
    other[[first, second]] += np.array([0.002, -0.002])
    with pytest.raises(AssertionError, match=r"wide at the asker|comes down"):
        drawn.assert_arcs_show(arcs, other, theme, columns=columns, dim=None)


@EACH
@pytest.mark.parametrize("along", ["x", "y"])
def test_bars_end_where_their_values_are(theme: Theme, along: Any) -> None:
    values = np.array([0.7, -0.3, 0.0, 0.004])
    scale = linear((0, 1), (500, 900) if along == "x" else (500, 200))
    bars = BarStrip(
        values,
        theme=theme,
        along=along,
        base=500,
        scale=scale,
        places=[300, 380, 460, 540],
        thickness=34,
        role="attention",
    )
    drawn.assert_bars_show(bars, values, scale, base=500, along=along)
    unit = 400 if along == "x" else 300
    lengths = drawn.bar_lengths(bars.bars, 500, along)
    np.testing.assert_allclose(lengths / unit, [0.7, -0.3, 0, 0], atol=1e-6)
    read = drawn.inverse(scale)(500 + lengths * (1 if along == "x" else -1))
    np.testing.assert_allclose(read, [0.7, -0.3, 0, 0], atol=1e-6)
    with pytest.raises(AssertionError, match="bar 1 is"):
        drawn.assert_bars_show(
            bars, values + np.array([0, 0.001, 0, 0]), scale, base=500, along=along
        )


def test_scales_are_inverted() -> None:
    for kind, is_log in ((linear, False), (log, True)):
        scale = kind((2.0, 5000.0), (1800, 90))
        values = np.array([2.0, 37.0, 5000.0])
        back = drawn.inverse(scale, log=is_log)([scale(v) for v in values])
        np.testing.assert_allclose(back, values, rtol=1e-9)


@EACH
def test_lines_and_boxes_are_measured_in_stage_pixels(theme: Theme) -> None:
    line, box = Curve(line=7.0), Box(radius=5, line=3.0)
    line.put([(100, 200), (400, 600)], theme.ink)
    box.place(10, 20, 300, 40, theme.panel, theme.ink)
    np.testing.assert_allclose(drawn.line_widths([line, box]), [7.0, 3.0])
    np.testing.assert_allclose(drawn.boxes(box), [10, 20, 310, 60], atol=1e-6)
    np.testing.assert_allclose(drawn.sizes([line, box]), [[300, 400], [300, 40]], atol=1e-6)
    np.testing.assert_allclose(drawn.ends(line), [[100, 200], [400, 600]], atol=1e-6)
    box.hide()
    assert np.isnan(drawn.boxes(box)).all()
    assert np.isnan(drawn.fills([box])).all()


@EACH
def test_presence_is_read_from_the_share_of_the_ground(theme: Theme) -> None:
    label = Label("here", 300, 300, theme=theme).set_channels(presence=0.3)
    glyph = label.submobjects[0]
    found = drawn.between(drawn.fills(glyph), theme.ground, theme.ink)
    assert float(found.value) == pytest.approx(0.3)
    assert found.off < 1e-9
    assert drawn.shown(label, theme.ground)
    assert not drawn.shown(label.set_channels(presence=0.0), theme.ground)


@EACH
@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize(
    "said", ["“cat” outranks 0.378, −1.5 × 10⁻¹⁶", "it's 1,000 – 50 %", "ill", "N(N+1)/2 → q·k"]
)
def test_words_are_read_from_their_glyphs(theme: Theme, mono: bool, said: str) -> None:
    label = Label(said, 900, 300, theme=theme, mono=mono, anchor="c", size=40)
    assert drawn.printed(label.set_channels(offset=(33.0, -20.0))) == said
    assert drawn.printed(label.set_channels(dim=1.0)) == said
    assert drawn.printed(label.set_channels(presence=0.0)) == ""


def test_upright_words_and_numbers_are_read_laid_down() -> None:
    paper = THEMES["paper"]
    label = UprightLabel("the cat, 7", 900, 300, theme=paper, mono=True)
    assert drawn.printed(label.set_channels(offset=(33.0, -20.0))) == "the cat, 7"
    counter = UprightCounter(0.25, 300, 300, theme=paper, slots=4, anchor="c")
    assert drawn.printed(counter) == "0.25"
    counter.submobjects[0].points = counter.submobjects[0].points + np.array([0.1, 0, 0])
    assert drawn.printed(counter) == "�.25", "off its line"


@EACH
def test_what_is_printed_is_not_what_is_claimed(theme: Theme) -> None:
    counter = Counter(0.25, 300, 300, theme=theme, slots=9)
    assert drawn.printed(counter) == "0.25"
    counter.define(value=-1234.5)  # not posed: the picture still is the old one
    assert (counter.text, drawn.printed(counter)) == ("−1234.50", "0.25")
    assert drawn.printed(counter.pose()) == "−1234.50"
    drawn.assert_printed([counter], ["−1234.50"])
    label = Label("cat 7", 300, 300, theme=theme, mono=True)
    label.text = "cat 8"
    assert drawn.printed(label) == "cat 7"
    label = Label("word", 300, 300, theme=theme)
    label.submobjects[1].points = label.submobjects[1].points + np.array([0, 0.1, 0])
    assert drawn.printed(label) == "w�rd"
    gone = Label("word", 300, 300, theme=theme)
    gone.submobjects[3].points = np.zeros((0, 3))
    assert drawn.printed(gone) == "wor"


@EACH
def test_the_light_of_terms_is_read_from_their_colour(theme: Theme) -> None:
    formula = Formula(
        "{{ y : out }} = {{ C : c }} {{ h : h }}",
        theme=theme,
        terms={"out": "ink", "c": "key", "h": "state_pos"},
    )
    finish(formula.light("c"))
    assert drawn.lights(formula) == pytest.approx({"out": 0.0, "c": 1.0, "h": 0.0})
