"""What scene 13 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.scales import linear, log, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts import d13_grid as at
from scenes.d13_mamba_gating import D13MambaGating
from scenes.values.d13_mamba_gating import Values
from tests import drawn
from tests.played import run

pytestmark = pytest.mark.slow
PIXEL = 0.05  # tolerance in stage pixels
LEAST = 2.0  # a shorter bar is not drawn, stage pixels
OPENED = ("taps", "keep", "gain")
STRIPS = ("x", "B", "C", "before", "added", "after")
KINDS = ("muted", "accent")


def _texts(labels: Any) -> list[str]:
    return [drawn.printed(label) for label in labels]


def _bars(strip: Any) -> Any:
    return drawn.boxes(strip.bars), drawn.fills(strip.bars), _texts(strip.counters)


def _panel(panel: Any) -> dict[str, Any]:
    return {
        **{name: drawn.fills(getattr(panel, name).cells) for name in STRIPS},
        **{f"{name} at": drawn.boxes(getattr(panel, name).cells) for name in STRIPS},
        "keep": drawn.boxes(panel.keep.bars),
        "delta": drawn.boxes(panel.delta.bars),
        "texts": _texts([panel.head, *panel.names, *panel.figures]),
        "fan": [drawn.ends(one.curve) for one in panel.fan if len(one.curve.points)],
        "fan_edges": drawn.edges([one.curve for one in panel.fan]),
    }


def _notes(scene: Any, beat: Beat) -> dict[str, Any]:
    """Return everything that is read from the mobjects, as numbers and words."""
    c, d, s = scene.c, scene.c.drag, scene.c.seeds
    return {
        "caption": beat.caption,
        "panels": [_panel(panel) for panel in c.panels],
        "key": _texts(c.key.ends),
        "method": drawn.printed(c.method),
        "box": _texts([*c.box_in, *c.box_out]),
        "sentence": _texts(c.sentence),
        "sentence_fills": [drawn.fills(drawn.leaves(word))[0] for word in c.sentence]
        if beat.name == "question"
        else None,
        "lights": drawn.lights(c.rule),
        "fixed": [drawn.boxes(bars.bars) for bars in c.fixed.keeps],
        "reads": [drawn.fills(strip.cells) for strip in c.fixed.reads],
        "fixed_texts": _texts([*c.fixed.steps, *c.fixed.writes, c.fixed.note]),
        "old": [drawn.boxes(row.old) for row in d.rows],
        "new": [drawn.boxes(row.new) for row in d.rows],
        "old_fills": [drawn.fills(row.old) for row in d.rows],
        "new_fills": [drawn.fills(row.new) for row in d.rows],
        "dots": drawn.middles(d.riders.dots),
        "curves": drawn.boxes(d.riders.curves),
        "guides": drawn.boxes([one.curve for one in d.guides]),
        "drag_texts": _texts([*d.names, *d.marks]),
        "ticks": (_texts(d.axes[0].labels), drawn.middles(d.axes[0].labels)),
        "said": _bars(s.sentence),
        "words": _texts(s.words),
        "seeds": [_bars(bars) for bars in s.bars],
        "heads": _texts(s.heads),
    }


@pytest.fixture(scope="module", params=sorted(THEMES))
def seen(request: Any) -> dict[str, Any]:
    """Numbers read on the last frame of each beat, and the theme."""
    notes: dict[str, Any] = {"theme": THEMES[request.param]}

    def read(scene: Any, beat: Beat) -> None:
        notes[beat.name] = _notes(scene, beat)

    run(D13MambaGating, request.param, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def _ramp(theme: Any, values: Any, vmax: float) -> Any:
    return drawn.ramp_colours(values, theme.state_ramp, (-vmax, vmax))


def test_every_strip_is_its_vector(seen: Any, v: Values) -> None:
    saved = {
        "x": (v.x, v.x_vmax),
        "B": (v.B, v.B_vmax),
        "C": (v.C, v.B_vmax),
        "before": (v.state_before, v.cell_vmax),
        "added": (v.state_added, v.cell_vmax),
        "after": (v.state_after, v.cell_vmax),
    }
    for k, panel in enumerate(seen["gain"]["panels"]):
        for name, (numbers, vmax) in saved.items():
            drawn.assert_colours(panel[name], _ramp(seen["theme"], numbers[k], vmax), name)
            assert (np.diff(panel[f"{name} at"][:, 0]) > 0).all()
    assert seen["gain"]["key"] == [f"−{v.cell_vmax:g}", f"{v.cell_vmax:g}"]


def test_what_is_kept_and_the_step_are_lengths(seen: Any, v: Values) -> None:
    for k, panel in enumerate(seen["gain"]["panels"]):
        tall = (at.KEEP_BASE - panel["keep"][:, 1]) / at.KEEP_TALL
        np.testing.assert_allclose(tall, v.A_bar[k], atol=PIXEL / at.KEEP_TALL)
        wide = at.TAPS[0][1]
        share = (panel["delta"][0, 2] - panel["delta"][0, 0]) / wide
        assert share == pytest.approx(v.delta[k] / v.delta_vmax, abs=2 * PIXEL / wide)


def test_three_lines_fan_out_of_x_to_their_taps(seen: Any) -> None:
    theme = seen["theme"]
    roles = [rgb(theme.stroke(role)) for role in ("accent", "key", "query")]
    for beat in OPENED:
        for left, panel in zip(at.PANELS, seen[beat]["panels"], strict=True):
            starts = np.array([ends[0] for ends in panel["fan"]])
            np.testing.assert_allclose(starts[:, 0], left + at.WIDE / 2, atol=PIXEL)
            ends = np.array([ends[-1] for ends in panel["fan"]])
            middle = [left + a + wide / 2 for a, wide in at.TAPS]
            np.testing.assert_allclose(ends[:, 0], middle, atol=PIXEL)
            drawn.assert_colours(panel["fan_edges"], roles)
    for panel in seen["fixed"]["panels"]:
        assert not panel["fan"], "the fixed net has no taps"


def test_figures_and_captions_are_the_values(seen: Any, v: Values) -> None:
    for k, panel in enumerate(seen["gain"]["panels"]):
        assert panel["texts"] == [
            f"“{v.tokens[v.pair[k]]}”, a {('filler', 'content word')[k]}",
            f"Δ {v.delta[k]:.3f}",
            "B",
            "C",
            f"kept {v.kept_share[k]:.0%}, written {v.write_strength[k]:.3f}",
            f"read: C h = {v.y_state[k]:.2f}",
        ]
    first, second = (f"{share:.0%}" for share in v.kept_share)
    assert seen["keep"]["caption"] == f"Δ: h keeps {first} at “the”, {second} at “elephant”."
    first, second = (f"{size:.3f}" for size in v.write_strength)
    caption = f"ΔB u is added: size {first} for “the”, {second} for “elephant”."
    assert seen["gain"]["caption"] == caption
    assert seen["box"]["box"][0] == v.tokens[v.pair[1]]
    assert seen["box"]["box"][3] == f"{v.y[1]:.2f} after its gate".replace("-", "−")
    for beat in ("fixed", *OPENED, "drag"):
        assert seen[beat]["method"] == "Ā = exp(ΔA): ZOH · B̄ = ΔB: Euler"


def test_terms_light_with_what_they_name(seen: Any) -> None:
    lit = {beat: {t for t, on in seen[beat]["lights"].items() if on > 0.99} for beat in OPENED}
    assert lit == {"taps": set(), "keep": {"a", "old"}, "gain": {"c"}}


def test_the_sentence_sets_content_words_off(seen: Any, v: Values) -> None:
    texts, count = seen["question"]["sentence"], v.tokens.index(":")
    assert texts[:count] == list(v.tokens[:count])
    assert ", ".join(v.named) in texts[-1]
    colours = [rgb(seen["theme"].text(KINDS[kind])) for kind in v.is_content[:count]]
    drawn.assert_colours(seen["question"]["sentence_fills"][:count], colours)


def test_the_fixed_net_shows_the_same_under_both_words(seen: Any, v: Values) -> None:
    limit = float(np.abs(v.fixed_C).max())
    for boxes, read in zip(seen["fixed"]["fixed"], seen["fixed"]["reads"], strict=True):
        tall = (at.FIXED_BASE - boxes[:, 1]) / at.FIXED_TALL
        np.testing.assert_allclose(tall, v.fixed_kept, atol=PIXEL / at.FIXED_TALL)
        drawn.assert_colours(read, _ramp(seen["theme"], v.fixed_C.ravel(), limit))
    texts = seen["fixed"]["fixed_texts"]
    assert texts[:4] == [f"{v.fixed_delta[0]:.3f}"] * 2 + [f"{v.fixed_B_bar:.3f}"] * 2
    assert f"±{limit:.1f}" in texts[4]


def test_dragged_cells_show_what_is_left_of_the_old(seen: Any, v: Values) -> None:
    drag, theme = seen["drag"], seen["theme"]
    for row, stop in enumerate(v.sweep_stops):
        old, new, top = drag["old"][row], drag["new"][row], at.DRAG_ROWS[row]
        border = top + at.DRAG_TALL * (1 - v.sweep_old[stop])
        np.testing.assert_allclose(old[:, 1], border, atol=PIXEL)
        np.testing.assert_allclose(old[:, 3], top + at.DRAG_TALL, atol=PIXEL)
        np.testing.assert_allclose(new[:, 1], top, atol=PIXEL)
        np.testing.assert_allclose(new[:, 3], border, atol=PIXEL)
        for found, role in ((drag["old_fills"], "state_pos"), (drag["new_fills"], "key")):
            drawn.assert_colours(found[row], [rgb(theme.fill(role))] * len(v.A))
    steps = [f"{v.sweep_delta[stop]:.1g}" for stop in v.sweep_stops]
    assert drag["drag_texts"] == [*steps, "“the”", "“elephant”"]


def test_dots_and_guides_lie_where_delta_is(seen: Any, v: Values) -> None:
    left, top, right, bottom = at.PLOT
    across = log((float(v.sweep_delta[1]), float(v.sweep_delta[-1])), (left, right))
    up = linear((0.0, 1.0), (bottom, top))
    last = v.sweep_stops[-1]
    spots = [(across(float(v.sweep_delta[last])), up(float(a))) for a in v.sweep_A_bar[last]]
    np.testing.assert_allclose(seen["drag"]["dots"], spots, atol=PIXEL)
    at_words = [across(float(step)) for step in v.delta]
    np.testing.assert_allclose(seen["drag"]["guides"][:, [0, 2]].mean(1), at_words, atol=PIXEL)
    curves = seen["drag"]["curves"]
    np.testing.assert_allclose(curves[:, [0, 2]], [(left, right)] * len(v.A), atol=PIXEL)
    np.testing.assert_allclose(curves[:, 3], [up(float(a)) for a in v.sweep_A_bar[-1]], atol=PIXEL)
    texts, places = seen["drag"]["ticks"]
    ticks = [across(float(text)) for text in texts]
    np.testing.assert_allclose(places[:, 0], ticks, atol=1.5)  # a text's ink is not its advance


def test_bars_of_words_and_seeds_are_to_scale(seen: Any, v: Values) -> None:
    last, theme, count = seen["seeds"], seen["theme"], v.tokens.index(":")
    boxes, fills, texts = last["said"]
    tall = at.WRITTEN_TALL * v.row_written[:count] / v.written_vmax
    there = tall > LEAST
    np.testing.assert_array_equal(~np.isnan(boxes[:, 1]), there)
    np.testing.assert_allclose(at.WRITTEN_BASE - boxes[there, 1], tall[there], atol=PIXEL)
    assert texts == [f"{one:.2f}" for one in v.row_written[:count]]
    assert last["words"] == list(v.tokens[:count])
    colours = np.array([rgb(theme.fill(KINDS[k])) for k in v.is_content[:count]])
    drawn.assert_colours(fills[there], colours[there])
    pairs = zip((v.seed_memory_written, v.seed_delta), at.SEED_ZERO, at.SEED_LONG, strict=True)
    for (numbers, zero, long), (boxes, _, texts) in zip(pairs, last["seeds"], strict=True):
        lengths = long * numbers.ravel() / numbers.max()
        there = lengths > LEAST
        np.testing.assert_array_equal(~np.isnan(boxes[:, 2]), there)
        np.testing.assert_allclose(boxes[there, 2], zero + lengths[there], atol=PIXEL)
        assert texts == [f"{one:.3f}" for one in numbers.ravel()]


def test_the_last_caption_holds_for_every_seed(seen: Any, v: Values) -> None:
    assert (v.seed_memory_written[:, 1] > 10 * v.seed_memory_written[:, 0]).all()
    assert (v.seed_delta[:, 1] < v.seed_delta[:, 0]).all()
    larger = int((v.seed_written[:, 1] > v.seed_written[:, 0]).sum())
    assert f"larger in {larger} of {len(v.seed_written)} seeds" in seen["seeds"]["heads"][1]
