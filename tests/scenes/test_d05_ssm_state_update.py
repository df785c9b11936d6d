"""What scene 5 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts import d05_grid as at
from scenes.casts.d05_words import share
from scenes.d05_ssm_state_update import D05SsmStateUpdate
from scenes.values.d05_ssm_state_update import Values
from tests import drawn
from tests.played import run

pytestmark = pytest.mark.slow
PIXEL = 0.05  # tolerance in stage pixels
WHOLE = ("run", "sum", "eight", "limit")
COLUMNS = even_columns(8, 213.0, 92.0, 32.0)  # the look of its own sentence
ZERO, UNIT = 452.0, 4600.0
OUTPUT_ZERO, OUTPUT_UNIT = 1302.0, 1000.0
SAID = ("heading", "names", "numbers", "notes")


def _texts(labels: Any) -> list[str]:
    found = [labels] if not isinstance(labels, list | tuple) else labels
    return [drawn.printed(label) for label in found]


def _notes(scene: Any, beat: Beat) -> dict[str, Any]:
    """Return everything that is read from the mobjects, as numbers and words."""
    c = scene.c
    layers = c.layers
    return {
        "caption": beat.caption,
        "boxes": [drawn.boxes(column) for column in layers.layers],
        "fills": [drawn.fills(column) for column in layers.layers],
        "edges": [drawn.edges(column) for column in layers.layers],
        "lines": [drawn.line_widths(column) for column in layers.layers],
        "bands": [[drawn.corners(band) for band in bands] for bands in layers.bands],
        "band_fills": [drawn.fills(bands) for bands in layers.bands],
        "sums": [drawn.boxes(line) for _, line in layers.sums],
        "left": _texts(layers.counters),
        "zero": drawn.ends(c.axis_line.curve) if len(c.axis_line.curve.points) else None,
        "ticks": (_texts(c.axis.labels), drawn.middles(c.axis.labels)),
        "words": (_texts(c.words), drawn.middles(c.words)[:, 0]),
        "tabs": drawn.edges([tab.curve for tab in c.tabs]),
        "key": [_texts(line) for line in c.key],
        "box": _texts([*c.box_in, *c.box_out]),
        "said": {name: _texts(getattr(c.output, name)) for name in SAID},
        "blocks": drawn.boxes(c.output.blocks.blocks),
        "block_fills": drawn.fills(c.output.blocks.blocks),
        "rows": drawn.boxes(c.rows.layers),
        "row_fills": drawn.fills(c.rows.layers),
        "keeps": _texts(c.keeps),
        "row_left": _texts(c.left),
        "rates": _texts(c.rates),
        "whole": _texts(list(c.sums[1:])),
        "method": drawn.printed(c.method),
        "lights": drawn.lights(c.rule),
    }


@pytest.fixture(scope="module", params=sorted(THEMES))
def seen(request: Any) -> dict[str, Any]:
    """Numbers read on the last frame of each beat, and the theme."""
    notes: dict[str, Any] = {"theme": THEMES[request.param]}

    def read(scene: Any, beat: Beat) -> None:
        notes[beat.name] = _notes(scene, beat)

    run(D05SsmStateUpdate, request.param, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def _ends(sizes: Any) -> list[tuple[float, float]]:
    """Low and high end of each signed layer, stacked away from 0: written once more."""
    out = []
    for s, size in enumerate(sizes):
        below = [other for other in sizes[:s] if (other > 0) == (size > 0)]
        start = float(np.sum(below))
        out.append((min(start, start + size), max(start, start + size)))
    return out


def _column(v: Values, t: int) -> list[tuple[float, float, float, float]]:
    """The boxes that column ``t`` must show, stage pixels."""
    left, wide = COLUMNS[t]
    return [
        (left, ZERO - UNIT * high, left + wide, ZERO - UNIT * low)
        for low, high in _ends(v.contributions[t, : t + 1, v.watched])
    ]


def test_every_layer_is_one_contribution_to_scale(seen: Any, v: Values) -> None:
    for beat in WHOLE:
        for t in range(len(v.tokens)):
            np.testing.assert_allclose(seen[beat]["boxes"][t], _column(v, t), atol=PIXEL)
    for beat in ("step", "output"):
        for t in range(v.followed + 1):
            np.testing.assert_allclose(seen[beat]["boxes"][t], _column(v, t), atol=PIXEL)
        for column in seen[beat]["boxes"][v.followed + 1 :]:
            assert np.isnan(column).all(), "not read yet"
    assert all(np.isnan(column).all() for column in seen["inside"]["boxes"])


def test_layers_have_their_words_colour_and_only_the_newest_and_the_followed_in_full(
    seen: Any, v: Values
) -> None:
    theme = seen["theme"]
    for t, column in enumerate(seen["limit"]["fills"]):
        for s, colour in enumerate(column):
            full = rgb(theme.past(s))
            right = full if s in (t, v.followed) else mix(full, theme.ground, 0.5)
            drawn.assert_colours(colour, right)
            edge = seen["limit"]["edges"][t][s]
            drawn.assert_colours(edge, rgb(theme.ink if s == v.followed else theme.ground))
        lines = [3.0 if s == v.followed else 2.0 for s in range(t + 1)]
        np.testing.assert_allclose(seen["limit"]["lines"][t], lines, atol=PIXEL)
    drawn.assert_colours(
        seen["question"]["tabs"], [rgb(theme.past(s, "stroke")) for s in range(len(v.tokens))]
    )


def test_bands_join_a_layer_to_the_same_layer_one_word_later(seen: Any, v: Values) -> None:
    theme = seen["theme"]
    for t in range(1, len(v.tokens)):
        before, after = _column(v, t - 1), _column(v, t)
        for s, band in enumerate(seen["limit"]["bands"][t]):
            half = len(band) // 2
            tail = sorted([band[0, 1], band[-1, 1]])
            front = sorted([band[half - 1, 1], band[half, 1]])
            np.testing.assert_allclose(tail, [before[s][1], before[s][3]], atol=PIXEL)
            np.testing.assert_allclose(front, [after[s][1], after[s][3]], atol=PIXEL)
            np.testing.assert_allclose(band[0, 0], before[s][2], atol=PIXEL)
            np.testing.assert_allclose(band[half, 0], after[s][0], atol=PIXEL)
            pale = mix(theme.past(s), theme.ground, 0.62 if s == v.followed else 0.86)
            drawn.assert_colours(seen["limit"]["band_fills"][t][s], pale)


def test_the_followed_words_share_is_printed_in_every_column(seen: Any, v: Values) -> None:
    left = [f"{part:.0%}" for part in v.followed_left[:, v.watched]]
    for beat in WHOLE:
        assert seen[beat]["left"] == left
    assert seen["step"]["left"] == ["100%", *[""] * (len(left) - 1)]
    tall = [
        column[v.followed][3] - column[v.followed][1]
        for column in seen["eight"]["boxes"][v.followed :]
    ]
    np.testing.assert_allclose(np.array(tall) / tall[0], v.followed_left[:, v.watched], rtol=1e-3)


def test_words_stand_under_their_columns_and_ticks_at_their_values(seen: Any, v: Values) -> None:
    for beat in ("question", "limit"):
        words, places = seen[beat]["words"]
        assert words == list(v.tokens)
        np.testing.assert_allclose(places, COLUMNS[:, 0] + COLUMNS[:, 1] / 2, atol=1.0)
    texts, places = seen["limit"]["ticks"]
    values = np.array([float(text.replace("−", "-")) for text in texts])
    np.testing.assert_allclose(places[:, 1], ZERO - UNIT * values, atol=1.0)
    np.testing.assert_allclose(seen["limit"]["zero"][:, 1], ZERO, atol=PIXEL)


def test_the_line_across_a_column_is_the_state_and_the_difference_is_printed(
    seen: Any, v: Values
) -> None:
    for beat in ("sum", "eight", "limit"):
        for t, line in enumerate(seen[beat]["sums"]):
            right = ZERO - UNIT * v.h_after[t, v.watched]
            np.testing.assert_allclose(line[[1, 3]], right, atol=PIXEL)
    assert seen["sum"]["caption"] == "It keeps only the line: the layers’ sum."
    gap = float(np.abs(v.contributions.sum(1) - v.h_after).max())
    assert f"at most {scientific(gap)}, all {len(v.A)} numbers" in seen["sum"]["whole"]
    assert v.contribution_gap == gap < 1e-15
    alone = [not np.isnan(line).any() for line in seen["output"]["sums"]]
    assert alone == [t == v.followed for t in range(len(v.tokens))]


def test_from_outside_the_box_one_number_goes_in_and_one_comes_out(seen: Any, v: Values) -> None:
    f = v.followed
    said = [v.tokens[f], f"input u = {v.u[f]:.2f}", "output", f"y = {v.y[f]:.2f}"]
    assert seen["box"]["box"] == said
    assert seen["inside"]["method"] == f"zero-order hold (ZOH), Δ = {v.delta:g}"


def test_the_key_says_what_one_step_keeps_and_writes(seen: Any, v: Values) -> None:
    key = [text for line in seen["inside"]["key"] for text in line]
    assert f"keeps {v.A_bar[v.watched]:.0%} of h at each word" in key
    assert f"writes {v.B_bar[v.watched]:.1%} of u into h" in key
    assert f"input: one number per word, no. {v.channel + 1}" in key


def test_the_output_is_what_c_reads_plus_what_d_lets_past(seen: Any, v: Values) -> None:
    f, theme = v.followed, seen["theme"]
    blocks = seen["output"]["blocks"]
    starts = np.concatenate([np.cumsum(v.C * v.h_after[f]) - v.C * v.h_after[f]])
    lengths = [*(v.C * v.h_after[f]), v.D * v.u[f], v.y[f]]
    begins = [*starts, v.y_state[f], 0.0]
    np.testing.assert_allclose(
        blocks[:, 0], OUTPUT_ZERO + OUTPUT_UNIT * np.array(begins), atol=PIXEL
    )
    np.testing.assert_allclose(
        blocks[:, 2] - blocks[:, 0], OUTPUT_UNIT * np.array(lengths), atol=PIXEL
    )
    assert abs(blocks[-2, 2] - blocks[-1, 2]) < PIXEL, "both ways end where the output ends"
    roles = ["state_pos"] * len(v.C) + [f"past {f}", "ink"]
    drawn.assert_colours(seen["output"]["block_fills"], [rgb(theme.fill(r)) for r in roles])
    assert seen["output"]["said"] == {
        "heading": ["Output after “elephant”"],
        "names": ["C h", "D u", "y"],
        "numbers": [f"{n:.2f}" for n in (v.y_state[f], v.y_skip[f], v.y[f])],
        "notes": [f"{len(v.C)} numbers, each × C = 1", "D = 1, not through the state"],
    }


def test_all_state_numbers_lie_on_their_side_to_one_scale(seen: Any, v: Values) -> None:
    theme = seen["theme"]
    last = v.contributions[-1]
    low, high = np.minimum(last, 0).sum(0).min(), np.maximum(last, 0).sum(0).max()
    unit = (at.ROWS_RIGHT - at.ROWS_LEFT) / (high - low)  # all rows fill their place
    zero = at.ROWS_LEFT - low * unit
    for beat in ("eight", "limit"):
        for k, row in enumerate(seen[beat]["rows"]):
            ends = np.array(_ends(v.contributions[-1, :, k]))
            np.testing.assert_allclose(row[:, [0, 2]], zero + unit * ends, atol=PIXEL)
            middle = at.ROWS_TOP + at.ROWS_PITCH * k
            np.testing.assert_allclose(row[:, [1, 3]].mean(axis=1), middle, atol=PIXEL)
        for s in range(len(v.tokens)):
            right = mix(theme.past(s), theme.ground, 0.0 if s == v.followed else 0.5)
            drawn.assert_colours(seen[beat]["row_fills"][:, s], np.tile(right, (len(v.A), 1)))
        assert seen[beat]["keeps"] == [f"{a:.2f}" for a in v.A_bar]
        assert seen[beat]["row_left"] == [share(part) for part in v.followed_left[-1]]
    rows = seen["eight"]["rows"]
    assert np.nanmin(rows[..., 0]) >= at.ROWS_LEFT - PIXEL
    assert np.nanmax(rows[..., 2]) <= at.ROWS_RIGHT + PIXEL


def test_captions_say_what_is_left(seen: Any, v: Values) -> None:
    left, n = v.followed_left[-1], v.watched
    first, second = seen["eight"]["caption"].split("\n")
    after = len(v.tokens) - 1 - v.followed
    assert first == f"{after} words later, {left[n]:.0%} of “elephant” is left;"
    assert second == f"other state numbers keep {left.min():.1%} to {left.max():.0%}."
    assert n not in (left.argmin(), left.argmax())
    assert f"a state of {len(v.A)} numbers" in seen["inside"]["caption"]


def test_this_a_is_the_same_at_every_step(seen: Any, v: Values) -> None:
    kept = f"×{v.A_bar[v.watched]:.2f}"
    assert seen["limit"]["caption"].startswith("Each number fades all words alike;")
    assert seen["limit"]["rates"] == [kept] * (len(v.tokens) - 1)
    assert seen["eight"]["rates"] == [""] * (len(v.tokens) - 1)


def test_terms_are_lit_with_what_they_move(seen: Any) -> None:
    def lit(beat: str) -> set[str]:
        return {term for term, level in seen[beat]["lights"].items() if level > 0.99}

    assert lit("inside") == set()
    assert lit("step") == {"b", "u"}
    assert lit("output") == {"y"}
    assert lit("sum") == {"h"}
    assert lit("eight") == lit("limit") == {"a"}


def test_shares_are_written_with_two_digits() -> None:
    assert [share(x) for x in (1.0, 0.819, 0.0995, 0.0907, 0.0498, 0.0082, 4e-4)] == [
        "100%",
        "82%",
        "10%",
        "9.1%",
        "5.0%",
        "0.8%",
        "<0.1%",
    ]
