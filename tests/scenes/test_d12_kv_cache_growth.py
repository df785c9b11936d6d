"""What scene 12 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.scaled_shelf import LINE
from anim_lib.primitives.step_bar import SEAM
from anim_lib.primitives.vector_chips import INSIDE, VectorChips
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts.d12_answers import PLOT, REACH, ZERO
from scenes.casts.d12_lanes import BELOW, SPINE, TALL
from scenes.casts.d12_sizes import FLOOR, LONG, RULER
from scenes.casts.d12_sizes import TALL as SHELVES
from scenes.d12_kv_cache_growth import D12KvCacheGrowth
from scenes.values.d12_kv_cache_growth import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
Notes = dict[str, dict[str, Any]]
LIMITS = {"query": V.vector_vmax, "key": V.vector_vmax, "value": V.value_vmax}
VECTORS = {"query": V.query, "key": V.key, "value": V.value}
PER_BYTE = LONG * SHELVES / V.every_head_bytes[-1]  # stage pixels squared


def vectors(row: VectorChips, vmax: float) -> np.ndarray:
    """Return the numbers ``(n_tokens, d_head)`` that chips show, NaN where none is seen."""
    found = []
    for box, bars in zip(row.boxes, row.bars, strict=True):
        if not len(bars.points):
            assert not len(box.points)
            found.append(np.full(V.d_head, np.nan))
            continue
        middle = float(drawn.middles(box)[1])
        _, top, _, low = drawn.rectangles(bars).T
        up, down = middle - top, low - middle
        reach = np.where(up >= down, up, -down)
        assert np.abs(np.minimum(np.abs(up), np.abs(down))).max() < 1e-6, "from its middle"
        found.append(reach / (TALL / 2 - INSIDE) * vmax)
    return np.array(found)


def work(bar: Any) -> np.ndarray:
    """Return the multiplications ``(n_steps,)`` that segments stand for, 0 where hidden."""
    wide = drawn.sizes(bar.segments)[:, 0]
    return np.asarray(np.where(wide > 0, wide + SEAM, 0.0) / (RIGHT - LEFT) * V.work_vmax)


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        on, a, s, t = scene.on, scene.answers, scene.sizes, scene.state
        note = notes.setdefault(beat.name, {"caption": beat.caption, "theme": scene.theme})
        note["made"] = {k: vectors(row, LIMITS[k]) for k, row in on.made.items()}
        note["tints"] = {k: drawn.fills(row.boxes) for k, row in on.made.items()}
        note["kept"] = {
            "key": vectors(on.shelf.keys, LIMITS["key"]),
            "value": vectors(on.shelf.held, LIMITS["value"]),
        }
        note["boxes"] = [drawn.boxes(row.boxes) for row in (on.shelf.keys, on.shelf.held)]
        note["asking"] = drawn.boxes(on.query.boxes)
        note["words"] = [word for word in drawn.texts(on.tokens.labels) if word]
        note["work"] = [work(bar) for bar in on.bars]
        note["counts"] = drawn.texts([bar.counter for bar in on.bars])
        note["said"] = [text for text in drawn.texts([*on.same, on.note, on.writes]) if text]
        note["scores"] = [drawn.boxes(one.bars) for one in a.scores]
        note["paints"] = [drawn.fills(one.bars) for one in a.scores]
        note["rims"] = [drawn.edges(one.bars) for one in a.scores]
        note["spots"] = [drawn.corners(p.curve) for p in a.chart.painters]
        note["answers"] = drawn.texts([a.found, a.said, *a.names, *a.rows])
        note["table"] = [drawn.texts(row) for row in a.table.counters]
        wide = drawn.sizes(s.shelf.halves)
        note["shelves"] = np.where(wide[..., 0] > 0, (wide + LINE).prod(axis=-1), 0.0).sum(axis=1)
        note["state"] = [drawn.sizes(tank.bands).prod(axis=-1).sum() for tank in (t.small, t.glass)]
        note["brackets"] = drawn.boxes([b.curve for b in (*s.brackets, s.drawn[0])])
        note["strike"] = drawn.boxes(s.strikes[0].curve), drawn.edges(s.strikes[0].curve)
        note["figure"] = drawn.boxes(s.drawn[2]), drawn.printed(s.drawn[2])
        words = [s.heading, s.formula, s.gigabytes, s.shared, *s.every, *t.words, t.weights]
        note["sizes"] = [text for text in drawn.texts(words) if text]

    run(D12KvCacheGrowth, request.param, read)
    return notes


@pytest.mark.parametrize(
    ("beat", "words"),
    [("question", 0), ("vectors", 2), ("again", 3), ("same", 3), ("query", 3), ("run", 11)],
)
def test_without_a_cache_every_word_read_has_made_its_own_vectors(
    seen: Notes, beat: str, words: int
) -> None:
    for kind, found in seen[beat]["made"].items():
        expected = VECTORS[kind].copy()
        expected[words:] = np.nan
        np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize(
    ("beat", "words"), [("same", 0), ("keep", 2), ("query", 3), ("run", 11), ("aha", 0)]
)
def test_the_shelf_holds_keys_and_values_of_the_words_read(
    seen: Notes, beat: str, words: int
) -> None:
    for kind, found in seen[beat]["kept"].items():
        expected = VECTORS[kind].copy()
        expected[words:] = np.nan
        np.testing.assert_allclose(found, expected, atol=1e-9)


def test_on_the_shelf_keys_stand_over_values_in_one_slot_per_word(seen: Notes) -> None:
    keys, values = seen["run"]["boxes"]
    np.testing.assert_allclose(keys[:, [0, 2]], values[:, [0, 2]])
    assert (keys[:, 3] < values[:, 1]).all()
    assert (keys[:, 1] > BELOW).all()
    assert (np.diff(keys[:, 0]) > keys[0, 2] - keys[0, 0]).all()
    assert len(keys) == V.read[-1]


@pytest.mark.parametrize("beat", ["keep", "query", "run"])
def test_no_query_is_kept(seen: Notes, beat: str) -> None:
    assert np.isnan(seen[beat]["asking"]).all()


def test_the_words_come_one_a_step(seen: Notes) -> None:
    for beat, count in (("question", V.n_prompt), ("vectors", 3), ("again", 4), ("run", 12)):
        assert seen[beat]["words"] == list(V.tokens[:count])


def test_what_came_out_the_same_is_lit_and_its_change_printed(seen: Notes) -> None:
    note = seen["same"]
    theme = note["theme"]
    for kind, lit in (("key", 1.0), ("value", 1.0), ("query", 0.0)):
        tint = mix(theme.ground, theme.tint(kind), lit)
        drawn.assert_colours(note["tints"][kind][:2], np.tile(tint, (2, 1)))
        drawn.assert_colours(note["tints"][kind][2], rgb(theme.ground))
    assert f"largest change, float64: {scientific(V.kept_change)}" in note["said"]
    assert V.kept_change < 1e-14


@pytest.mark.parametrize(
    ("beat", "without", "kept"),
    [("vectors", 1, None), ("again", 2, None), ("keep", 2, 1), ("query", 2, 2), ("run", 10, 10)],
)
def test_bars_and_counts_are_the_counted_work(
    seen: Notes, beat: str, without: int, kept: int | None
) -> None:
    lanes = ((without, V.recomputed_work), (kept, V.cached_work))
    for bar, count, (steps, each) in zip(
        seen[beat]["work"], seen[beat]["counts"], lanes, strict=True
    ):
        paid = np.where(np.arange(len(each)) < (steps or 0), each, 0)
        np.testing.assert_allclose(bar, paid, atol=1.0)
        assert count == ("" if steps is None else f"{paid.sum():,}")


def test_scores_of_both_lanes_lie_on_each_other_and_are_the_logits(seen: Notes) -> None:
    note, theme = seen["aha"], seen["aha"]["theme"]
    for box, logits in zip(note["scores"], (V.recomputed_logits, V.cached_logits), strict=True):
        up, down = ZERO - box[:, 1], box[:, 3] - ZERO
        reach = np.where(logits[-1] >= 0, up, -down)
        small = np.abs(logits[-1]) * REACH / V.logit_vmax < 1.5  # drawn as a line that can be seen
        found = reach / REACH * V.logit_vmax
        np.testing.assert_allclose(found[~small], logits[-1][~small], atol=1e-6)
    wide, narrow = note["scores"]
    np.testing.assert_allclose(wide[:, 0] + wide[:, 2], narrow[:, 0] + narrow[:, 2])
    np.testing.assert_allclose(wide[:, [1, 3]], narrow[:, [1, 3]], atol=1e-9)
    assert (wide[:, 2] - wide[:, 0] > narrow[:, 2] - narrow[:, 0]).all()
    outlined, filled = note["rims"][0], note["paints"][1]
    assert np.isnan(note["paints"][0]).all(), "the ground is seen between the two"
    assert np.isnan(note["rims"][1]).all()
    drawn.assert_colours(outlined, np.tile(rgb(theme.stroke("muted")), (len(outlined), 1)))
    drawn.assert_colours(filled, np.tile(rgb(theme.fill("cache")), (len(filled), 1)))
    said = V.vocabulary.index(V.new_words[-1])
    assert note["answers"][:2] == [
        f"largest difference, float32: {scientific(V.difference_float32)}",
        V.vocabulary[said],
    ]
    assert np.abs(V.cached_logits - V.recomputed_logits).max() <= V.difference_float32 < 1e-5


def test_the_curves_are_the_work_of_whole_texts_on_one_axis(seen: Notes) -> None:
    left, top, right, bottom = PLOT
    pairs = zip(seen["aha"]["spots"], (V.recomputed_text_work, V.cached_text_work), strict=True)
    for corners, total in pairs:
        x, y = corners.T
        at = np.rint((x - left) / (right - left) * V.lengths[-1]).astype(int)
        np.testing.assert_allclose((x - left) / (right - left) * V.lengths[-1], at, atol=1e-6)
        found = (bottom - y) / (bottom - top) * V.text_work_vmax
        np.testing.assert_allclose(found, total[at - 1], atol=1.0)
        assert set(at) >= set(range(1, 64))
    without, kept = seen["aha"]["answers"][2:4]
    assert f"N² (exponent {V.recomputed_exponent:.2f})" in without
    assert f"N ({V.cached_exponent:.2f})" in kept
    assert V.cached_exponent == pytest.approx(1, abs=0.1)
    assert V.recomputed_exponent == pytest.approx(2, abs=0.1)


def test_the_table_prints_what_was_counted(seen: Notes) -> None:
    counts = (
        (V.recomputed_work[-1], V.cached_work[-1]),
        (V.recomputed_total[-1], V.cached_total[-1]),
        (V.recomputed_text_work[-1], V.cached_text_work[-1]),
    )
    assert seen["aha"]["table"] == [[f"{n:,}" for n in row] for row in counts]
    assert seen["aha"]["answers"][4:] == [
        "for the last word",
        f"for this story, {V.read[-1]} words",
        f"for {V.lengths[-1]} words",
    ]


@pytest.mark.parametrize("beat", ["price", "rest"])
def test_shelves_and_state_have_areas_in_proportion_to_their_bytes(seen: Notes, beat: str) -> None:
    found = seen[beat]["shelves"] / PER_BYTE
    np.testing.assert_allclose(found, V.grouped_bytes[-1], rtol=1e-9)
    assert found.sum() == pytest.approx(V.every_head_bytes[-1])


def test_the_state_is_to_the_same_scale_and_the_lens_magnifies(seen: Notes) -> None:
    small, large = seen["rest"]["state"]
    assert small / PER_BYTE == pytest.approx(V.ssm_state_bytes)
    assert large / small == pytest.approx(20**2)
    assert seen["price"]["state"] == [0, 0]


def test_brackets_reach_as_high_as_the_sizes_and_the_false_range_is_struck(seen: Notes) -> None:
    note, high = seen["rest"], V.every_head_bytes[-1]
    tops = FLOOR - note["brackets"][:, 1]
    lows = FLOOR - note["brackets"][:, 3]
    scale = SHELVES / high
    expected = [V.grouped_bytes[-1], high, V.gigabytes_drawn[1] * 1e9]
    np.testing.assert_allclose(tops / scale, expected, rtol=1e-9)
    np.testing.assert_allclose(lows / scale, [0, 0, V.gigabytes_drawn[0] * 1e9], atol=1e3)
    assert note["brackets"][2, 2] == pytest.approx(RULER)
    (strike, colour), (figure, text) = note["strike"], note["figure"]
    assert text == "80–160 GB"
    assert strike[0] < figure[0]
    assert strike[2] > figure[2]
    drawn.assert_colours(colour, rgb(note["theme"].stroke("wrong")))


def test_sizes_are_printed_with_their_units(seen: Notes) -> None:
    assert seen["rest"]["sizes"] == [
        f"{V.named}: 327,680 bytes a token",
        "K and V × 80 layers × 8 KV heads × 128 numbers × 2 bytes",
        "32.8 GB",
        "8 query heads per key and value",
        "262 GB",
        "if all 64 heads kept their own",
        f"{V.ssm} state",
        "13.1 MB, always",
        "not drawn: weights, 138 and 5.5 GB",
    ]
    factors = (V.named_layers, V.named_kv_heads, V.named_d_head)
    assert 2 * 2 * np.prod(factors) == V.grouped_bytes_per_token == 327_680
    assert V.sharing == V.named_heads / V.named_kv_heads == 8
    printed = (V.grouped_bytes[-1], V.every_head_bytes[-1], V.weight_bytes, V.ssm_weight_bytes)
    np.testing.assert_allclose(np.array(printed) / 1e9, [32.8, 262, 138, 5.5], atol=0.2)
    assert V.ssm_state_bytes / 1e6 == pytest.approx(13.1, abs=0.05)


def test_captions_quote_the_values(seen: Notes) -> None:
    assert f"{V.named}, {V.marks[-1]:,} tokens" in seen["price"]["caption"]
    toy = "a tiny GPT, trained here, writes on"
    assert toy in seen["question"]["said"]
    assert any("tiny GPT" in text for text in seen["run"]["said"])


def test_the_sentence_lies_between_the_lanes(seen: Notes) -> None:
    keys, values = seen["run"]["boxes"]
    assert min(keys[:, 1].min(), values[:, 1].min()) > SPINE
