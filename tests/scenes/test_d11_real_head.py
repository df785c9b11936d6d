"""What the second act of scene 11 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.bar_strip import CLEAR
from anim_lib.primitives.heat_grid import PRINTED_FROM
from anim_lib.storyboard import Beat
from anim_lib.theme import PAPER, THEMES, Theme
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts.d11_answer import Answer
from scenes.casts.d11_compare import Compare
from scenes.casts.d11_real_grid import (
    ASK,
    AXIS,
    CELL,
    CONCAT,
    HEADS,
    KEYS,
    PER_SCORE,
    TALL,
    VALUES,
    rows,
)
from scenes.d11_qkv_attention import D11QkvAttention
from scenes.values.d11_qkv_attention import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
Notes = dict[str, dict[str, Any]]
LARGE = V.real_weights >= PRINTED_FROM
ROWS = rows(len(V.real_pieces))


def strip(one: Any) -> dict[str, np.ndarray]:
    """Return the colours and boxes of the cells of one strip."""
    return {"fills": drawn.fills(one.cells), "boxes": drawn.boxes(one.cells)}


def strips(many: Any) -> dict[str, np.ndarray]:
    """Return the colours and boxes of the cells of strips, one row each."""
    cells = [one.cells for one in many]
    return {"fills": drawn.fills(cells), "boxes": drawn.boxes(cells)}


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Colours, boxes and texts of the mobjects on the last frame of each beat."""
    notes: Notes = {"theme": {"theme": THEMES[request.param]}}

    def read(scene: Any, beat: Beat) -> None:
        c, answer = scene.real.compare, scene.real.answer
        patterns, mixing = scene.real.patterns, scene.real.mixing
        formulas = (scene.real.formula, scene.real.per_head, scene.real.multi_head)
        notes[beat.name] = {
            "caption": beat.caption,
            "lit": [{t for t, x in drawn.lights(f).items() if x > 0.99} for f in formulas],
            "pieces": drawn.texts(c.pieces),
            "query": strip(c.query),
            "keys": strips(c.keys),
            "values": strips(answer.values),
            "slices": drawn.fills([one.cells for one in answer.slices]),
            "out": strip(answer.out),
            "scales": [drawn.texts(one.ends) for one in (c.scale, answer.scale, c.query_scale)],
            "query key": drawn.boxes([*c.query_scale.ends, *c.query_scale.swatches]),
            "heading": drawn.printed(c.heading),
            "out name": drawn.printed(answer.name),
            "scores": drawn.bar_lengths(c.scores.bars, AXIS),
            "printed scores": drawn.texts(c.scores.counters),
            "shares": drawn.fills(answer.shares.cells),
            "share boxes": drawn.boxes(answer.shares.cells),
            "printed shares": drawn.texts(answer.shares.counters),
            "patterns": drawn.fills([one.cells for one in patterns.pictures]),
            "places": drawn.boxes([one.cells for one in patterns.pictures]),
            "rings": drawn.boxes([one.ring for one in patterns.pictures]),
            "titles": drawn.texts(patterns.titles),
            "names": drawn.texts(patterns.names),
            "answers": strips(patterns.answers),
            "parts": strips(mixing.parts),
            "column": strip(mixing.column),
            "result": strip(mixing.result),
            "limits": [
                drawn.texts(one.ends)
                for one in (mixing.concat[1], mixing.mixing[2], mixing.made_scale)
            ],
            "words": drawn.texts([mixing.concat[0], mixing.mixing[1], mixing.total, mixing.check]),
        }

    run(D11QkvAttention, request.param, read)
    return notes


def assert_signed(
    fills: np.ndarray, values: np.ndarray, vmax: float, seen: Notes, dim: float = 0.0
) -> None:
    """Assert that colours are those of ``values`` on the diverging ramp, to one level."""
    theme: Theme = seen["theme"]["theme"]
    full = drawn.ramp_colours(values, theme.state_ramp, (-vmax, vmax))
    ground = np.array([int(theme.ground[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    drawn.assert_colours(fills, full + (ground - full) * dim)


def assert_long(bars: np.ndarray, scores: np.ndarray) -> None:
    """Assert that bars are as long as the scores; those that begin and end at once are hidden."""
    right = scores * PER_SCORE
    np.testing.assert_allclose(bars, np.where(np.abs(right) > CLEAR, right, 0.0), atol=0.05)


def test_all_vectors_are_drawn_beside_their_pieces(seen: Notes) -> None:
    at = seen["real_head"]
    assert at["pieces"] == list(V.real_pieces)
    assert_signed(at["query"]["fills"], V.real_query, V.real_vmax, seen)
    assert_signed(at["keys"]["fills"], V.real_key, V.real_vmax, seen)
    assert_signed(at["values"]["fills"], V.real_value, V.real_value_vmax, seen)
    for name, left in (("keys", KEYS), ("values", VALUES)):
        box = at[name]["boxes"]
        np.testing.assert_allclose(box[:, 0, 0], left, atol=0.05)
        np.testing.assert_allclose((box[:, :, 1] + box[:, :, 3]).mean(axis=1) / 2, ROWS)
        assert (np.diff(box[:, :, 0], axis=1) > 13.9).all()  # from the first number to the last
    assert at["scales"][:2] == [["−5", "5"], ["−2.5", "2.5"]]
    assert at["heading"] == "", "all strips have one scale"
    assert f"{V.real_d_head} numbers instead of {V.d_head}." in at["caption"]


def test_keys_turn_into_products_and_bars_into_their_sums(seen: Notes) -> None:
    at = seen["real_products"]
    assert_signed(at["keys"]["fills"], V.real_products, V.real_product_vmax, seen)
    assert_signed(at["query"]["fills"], V.real_query, V.real_vmax, seen)
    for beat in ("real_products", "real_softmax", "real_blend"):
        assert seen[beat]["scales"] == [["−12", "12"], ["−2.5", "2.5"], ["−5", "5"]]
        assert seen[beat]["heading"].replace(" ", "") == "q×k"
        key, cells = seen[beat]["query key"], seen[beat]["query"]["boxes"]
        assert key[2:, 1::2].mean() == pytest.approx(cells[:, 1::2].mean(), abs=0.05)
        assert 0 < key[:, 0].min() - cells[:, 2].max() < 20, "beside the query"
    assert_long(at["scores"], V.real_scores)
    assert at["printed scores"] == [
        f"{s:.1f}" if large else "" for s, large in zip(V.real_scores, LARGE, strict=True)
    ]
    first = V.real_ranking[0]
    said = f"“{V.real_pieces[first]}” scores {V.real_scores[first]:.1f}."
    assert said in at["caption"]
    assert at["lit"][0] == {"q", "k"}


def test_scores_are_divided_and_become_shares(seen: Notes) -> None:
    at, theme = seen["real_softmax"], seen["theme"]["theme"]
    assert_long(at["scores"], V.real_scaled)
    drawn.assert_colours(
        at["shares"], drawn.ramp_colours(V.real_weights, theme.attention_ramp, (0, 1))
    )
    assert at["printed shares"] == [
        f"{w:.2f}" if large else "" for w, large in zip(V.real_weights, LARGE, strict=True)
    ]
    middle = at["share boxes"][:, 1::2].mean(axis=1)
    np.testing.assert_allclose(middle, ROWS, atol=0.05)
    assert f"√{V.real_d_head}" in at["caption"]
    assert at["lit"][0] == {"softmax"}


def test_values_are_as_thin_as_their_shares_and_the_out_is_their_blend(seen: Notes) -> None:
    at = seen["real_blend"]
    assert_signed(at["values"]["fills"], V.real_value, V.real_value_vmax, seen)
    box = at["values"]["boxes"]
    tall = np.ptp(box[:, :, 1::2], axis=(1, 2))
    np.testing.assert_allclose(tall / TALL, V.real_weights, atol=5e-4)
    assert tall.sum() / TALL == pytest.approx(1.0, abs=5e-3)
    assert_signed(at["out"]["fills"], V.real_output, V.real_value_vmax, seen)
    np.testing.assert_allclose(at["out"]["boxes"][:, 1], ASK - TALL / 2, atol=0.05)
    assert at["out name"].replace(" ", "") == f"out,head{V.real_head}"
    assert np.isnan(at["slices"]).all()
    first = V.real_ranking[0]
    assert f"mostly “{V.real_pieces[first]}”, {V.real_weights[first]:.2f}." in at["caption"]
    assert V.real_weights[first] > 0.5
    assert at["lit"][0] == {"out", "v"}


def test_slices_lie_on_each_other_and_fill_one_strip() -> None:
    answer = Answer(V, PAPER)
    stacking = answer.stack(V)
    stacking.begin()
    stacking.finish()
    box = drawn.boxes([one.cells[10] for one in answer.slices])
    np.testing.assert_allclose(box[1:, 1], box[:-1, 3], atol=0.02)
    top, bottom = ASK - TALL / 2, ASK + TALL / 2
    assert (box[0, 1], box[-1, 3]) == pytest.approx((top, bottom), abs=0.02)


@pytest.mark.parametrize("multiplied", [1, 8, 20])
def test_on_the_way_a_bar_is_what_the_products_add_up_to(multiplied: int) -> None:
    compare, lag = Compare(V, PAPER), 0.05
    everyone = np.ones(len(ROWS), bool)
    moving = compare.multiply(V, everyone, np.zeros(len(ROWS)), lag)
    moving.begin()
    moving.interpolate((multiplied * lag + 1e-6) / moving.run_time)
    bars = drawn.bar_lengths(compare.scores.bars, AXIS)
    assert_long(bars, V.real_partial_sums[:, multiplied - 1])
    [window], cell = compare.every, V.real_d_head * multiplied / (V.real_d_head - 1)
    assert cell - 2 < (drawn.boxes(window)[0] - KEYS) / CELL < cell


@pytest.mark.parametrize(("beat", "side"), [("heads", 16.0), ("concat", 8.0), ("recap", 8.0)])
def test_every_heads_pattern_is_drawn(seen: Notes, beat: str, side: float) -> None:
    at, theme = seen[beat], seen["theme"]["theme"]
    drawn.assert_colours(
        at["patterns"], drawn.ramp_colours(V.real_patterns, theme.attention_ramp, (0, 1))
    )
    box = at["places"]
    np.testing.assert_allclose(box[..., 2] - box[..., 0], side, atol=0.01)
    np.testing.assert_allclose(np.diff(box[..., 0], axis=2), side, atol=0.01)  # key: column
    np.testing.assert_allclose(np.diff(box[..., 1], axis=1), side, atol=0.01)  # query: row
    row = box[:, V.real_asking, :, 1::2].mean(axis=(1, 2))
    np.testing.assert_allclose(at["rings"][:, 1::2].mean(axis=1), row, atol=0.01)


def test_heads_are_counted_from_one_and_the_shown_one_keeps_its_place(seen: Notes) -> None:
    heads = range(1, V.real_n_heads + 1)
    assert seen["heads"]["titles"] == [f"head {h}" for h in heads]
    assert seen["recap"]["names"] == [str(h) for h in heads]
    assert f"One of {V.real_n_heads} heads" in seen["heads"]["caption"]
    assert seen["heads"]["lit"][1] == {"out", "softmax", "q", "k", "scale", "v"}


def test_answers_are_laid_side_by_side(seen: Notes) -> None:
    for beat in ("concat", "recap"):
        at = seen[beat]
        assert_signed(at["answers"]["fills"], V.real_head_outputs, V.real_output_vmax, seen)
        whole = at["parts"]["fills"].reshape(-1, 3)
        assert_signed(whole, V.real_concat, V.real_output_vmax, seen)
        box = at["parts"]["boxes"].reshape(-1, 4)
        assert box[0, 0] == pytest.approx(HEADS)
        np.testing.assert_allclose(box[:, 1], CONCAT, atol=0.01)
        np.testing.assert_allclose(
            np.diff(box[:, 0]), np.ptp(box[:, ::2]) / V.real_d_model, atol=0.01
        )
    assert seen["concat"]["words"][0] == "side by side: 12 × 32 = 384 numbers"
    assert seen["concat"]["lit"][2] == {"heads"}


def test_the_recap_ends_on_the_projected_answer(seen: Notes) -> None:
    at = seen["recap"]
    assert_signed(at["column"]["fills"], V.real_W_O_column, V.real_W_O_vmax, seen)
    assert_signed(at["result"]["fills"], V.real_attention_output, V.real_output_vmax, seen)
    assert at["limits"] == [["−1.5", "1.5"], ["−0.25", "0.25"], ["−1.5", "1.5"]]
    np.testing.assert_allclose(
        at["column"]["boxes"][:, ::2], at["parts"]["boxes"].reshape(-1, 4)[:, ::2], atol=1.01
    )  # a weight lies below the number that it multiplies
    _, column, first, check = at["words"]
    assert column == f"the first of {V.real_d_model} columns of weights: multiply, add up"
    assert first == f"{V.real_attention_output[0]:.2f}"
    assert check.endswith(scientific(V.real_difference))
    assert f"layer {V.real_layer} " in check
    assert at["lit"][2] == {"out", "heads", "w", "b"}
