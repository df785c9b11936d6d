"""What scene 11 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import VMobject

from anim_lib.layout import stage
from anim_lib.storyboard import Beat
from anim_lib.value_store import load
from scenes.casts.d11_grid import ALIKE, BASE, BLEND, FLOOR, UNIT
from scenes.d11_qkv_attention import D11QkvAttention
from scenes.values.d11_qkv_attention import Values
from tests.played import run

HALF_PIXEL = 0.5 / UNIT  # in the unit of the drawing


def ends(mob: VMobject) -> np.ndarray:
    """Return all outline points of ``mob`` in stage pixels."""
    return np.array([stage(p) for p in mob.points[::4]]).reshape(-1, 2)


def lengths(bars: list[VMobject]) -> list[float]:
    return [(ends(bar)[:, 0].max() - BASE) / UNIT if len(bar.points) else 0.0 for bar in bars]


def tips(plane: Any, x: float) -> list[tuple[float, float]]:
    """Return where the arrows of ``plane`` end, in its unit; what is hidden ends at nan."""
    out = []
    for arrow in plane.arrows:
        px = stage(arrow.tip.points[0]) if len(arrow.tip.points) else (np.nan, np.nan)
        out.append(((px[0] - x) / UNIT, (FLOOR - px[1]) / UNIT))
    return out


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, Any]]:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: dict[str, dict[str, Any]] = {}

    def read(scene: Any, beat: Beat) -> None:
        c, note = scene.c, notes.setdefault(beat.name, {"caption": beat.caption})
        note["lit"] = [t for t in c.formula.terms if c.formula.level_of(t) == 1.0]
        note["vectors"] = [[n.text for n in one.counters] for one in c.table.strips]
        note["totals"] = [total.text for total in c.shares.totals]
        note["shadows"] = [ends(bar) for bar in c.shares.scores.bars]
        note["scores"] = lengths(c.shares.scores.bars)
        note["shares"] = lengths(c.shares.shares.bars)
        note["printed"] = [one.text for one in c.shares.shares.counters]
        note["arrows"] = tips(c.alike.plane, ALIKE)
        note["blend"] = tips(c.blend.plane, BLEND)
        mark = ends(c.blend.plane.mark)
        note["out"] = mark.mean(axis=0) if len(mark) else None
        note["place"] = [one.text for one in c.blend.place]
        note["triangle"] = ends(c.blend.plane.area)
        note["times"] = [one.text for one in c.blend.times]
        note["drawn"] = [one.text for one in c.erratum.drawn.counters]
        note["struck"] = c.erratum.strike.level("presence") * c.erratum.strike.level("drawn")
        note["masks"] = [one.text for one in c.masks if one.level("presence") == 1]

    run(D11QkvAttention, "paper", read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def place(point: np.ndarray) -> np.ndarray:
    return np.array([(point[0] - BLEND) / UNIT, (FLOOR - point[1]) / UNIT])


def test_all_nine_vectors_are_printed(seen: dict[str, Any], v: Values) -> None:
    rows = np.concatenate([v.value, v.key, v.query])
    assert seen["vectors"]["vectors"] == [[f"{n:.1f}" for n in row] for row in rows]


def test_the_arrows_are_the_query_and_the_keys(seen: dict[str, Any], v: Values) -> None:
    expected = [v.query[v.asking], *v.key]
    np.testing.assert_allclose(seen["arrows"]["arrows"], expected, atol=1e-6)


@pytest.mark.parametrize(("beat", "spoken"), [("product", 0), ("product_2", 1), ("product_3", 2)])
def test_each_shadow_has_the_length_of_its_score_over_that_of_q(
    seen: dict[str, Any], v: Values, beat: str, spoken: int
) -> None:
    along = v.query_direction * (1, -1) / UNIT
    lengths = [np.ptp(bar @ along) if len(bar) else 0.0 for bar in seen[beat]["shadows"]]
    np.testing.assert_allclose(lengths, np.where(np.arange(3) == spoken, v.shadows, 0.0), atol=1e-6)
    said = [f"{s:.2f}" if i <= spoken else "0.00" for i, s in enumerate(v.scores)]
    assert seen[beat]["totals"] == said


def test_the_shadows_become_bars_as_long_as_the_scores(seen: dict[str, Any], v: Values) -> None:
    np.testing.assert_allclose(seen["line_up"]["scores"], v.scores, atol=HALF_PIXEL)


def test_the_shares_are_the_softmax(seen: dict[str, Any], v: Values) -> None:
    np.testing.assert_allclose(seen["softmax"]["shares"], v.weights, atol=HALF_PIXEL)
    assert seen["softmax"]["printed"] == ["0.378", "0.287", "0.335"]
    assert sum(map(float, seen["softmax"]["printed"])) == pytest.approx(1.0)


def test_the_chain_ends_where_the_output_is(seen: dict[str, Any], v: Values) -> None:
    np.testing.assert_allclose(seen["blend"]["blend"], v.chain[1:], atol=1e-6)
    np.testing.assert_allclose(place(seen["aha"]["out"]), v.output, atol=HALF_PIXEL)
    assert seen["aha"]["place"] == ["0.457,", "0.544"]


def test_the_output_lies_inside_the_triangle_of_the_values(seen: dict[str, Any], v: Values) -> None:
    corners = np.array([place(p) for p in seen["aha"]["triangle"]])
    np.testing.assert_allclose(corners, v.value, atol=HALF_PIXEL)
    system = np.vstack([corners.T, np.ones(3)])
    shares = np.linalg.solve(system, [*place(seen["aha"]["out"]), 1.0])
    assert shares.min() > 0
    np.testing.assert_allclose(shares, v.barycentric, atol=4 * HALF_PIXEL)


def test_the_erratum_compares_three_decimals(seen: dict[str, Any], v: Values) -> None:
    assert seen["commonly_drawn"]["printed"] == ["0.378", "0.287", "0.335"]
    assert seen["commonly_drawn"]["drawn"] == [f"{w:.2f}" for w in v.drawn_weights]
    assert seen["commonly_drawn"]["struck"] == 1.0
    _, second, third = v.ranking
    assert third == v.tokens[v.asking]  # “itself”
    assert f"“{second}” outranks “{third}” itself" in seen["commonly_drawn"]["caption"]


def test_under_the_mask_the_output_lies_on_an_edge(seen: dict[str, Any], v: Values) -> None:
    last = seen["causal"]
    np.testing.assert_allclose(last["shares"], v.causal_weights, atol=HALF_PIXEL)
    assert last["printed"] == ["0.569", "0.431", "0"]
    assert last["times"] == ["×0.569", "×0.431", "×0"]
    assert last["place"] == ["0.586,", "0.516"]
    out, (the, cat, _) = place(last["out"]), v.value
    np.testing.assert_allclose(out, v.causal_output, atol=HALF_PIXEL)
    (ax, ay), (bx, by) = cat - the, out - the
    assert (ax * by - ay * bx) / np.hypot(ax, ay) == pytest.approx(0.0, abs=HALF_PIXEL)


def test_which_attention_it_is_is_said(seen: dict[str, Any]) -> None:
    assert seen["aha"]["masks"] == ["no mask, as in an encoder"]
    assert seen["causal"]["masks"] == ["causal mask, as in a GPT"]


@pytest.mark.parametrize(
    ("beat", "lit"),
    [
        ("arrows", ["q", "k"]),
        ("softmax", ["softmax"]),
        ("blend", ["v"]),
        ("aha", ["out", "softmax", "q", "k", "scale", "v"]),
    ],
)
def test_terms_are_lit_while_they_act(seen: dict[str, Any], beat: str, lit: list[str]) -> None:
    assert seen[beat]["lit"] == lit
