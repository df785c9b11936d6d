"""What scene 18 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.attention_arcs import FULL
from anim_lib.primitives.stamp import Stamp
from anim_lib.scales import linear
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts import d18_forming, d18_limits
from scenes.casts.d18_grid import (
    LANE,
    PER_SCORE,
    PROOF,
    SCORES,
    SHARE,
    VISIBLE_FROM,
    centre,
)
from scenes.casts.d18_stamps import Stamps
from scenes.d18_induction_head import D18InductionHead
from scenes.values.d18_induction_head import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
N = V.query + 1
NEAR = 0.05  # stage pixels
Notes = dict[str, dict[str, Any]]


def said(mobs: Any) -> list[str]:
    """Return the texts of ``mobs`` that can be seen."""
    return [text for text in drawn.texts(mobs) if text]


def stamped(stamp: Stamp) -> tuple[str, float]:
    """Return what a stamp says, and by how many degrees leftwards its rule is turned."""
    at = drawn.corners(stamp.outer)
    dx, dy = at[0] - at[-1]
    turn = float(np.arctan2(-dy, dx))
    glyphs = stamp.words.submobjects
    kept, about = [g.points for g in glyphs], stamp.outer.points.mean(axis=0)
    c, s = np.cos(-turn), np.sin(-turn)
    for glyph in glyphs:
        glyph.points = about + (glyph.points - about) @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    text = drawn.printed(stamp.words)
    for glyph, points in zip(glyphs, kept, strict=True):
        glyph.points = points
    return text, float(np.degrees(turn))


def bands(arcs: Any) -> dict[int, dict[str, Any]]:
    """Return width, foot over the key and paint of every arc that is drawn, by its key."""
    return {
        j: {
            "wide": drawn.band_widths(band)[-1],
            "feet": drawn.band_feet(band)[:, 0],
            "core": drawn.fills(arcs.cores[j]),
        }
        for j, band in arcs.arcs.items()
        if len(band.points)
    }


def curve(line: Any) -> np.ndarray:
    """Return the corners of a solid line, its last one too."""
    return np.vstack([drawn.corners(line), drawn.ends(line)[1]])


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        cast = scene.c
        row, query, answer, proof = cast.row, cast.query, cast.answer, cast.proof
        note = notes.setdefault(beat.name, {"caption": beat.caption, "theme": scene.theme})
        note["cards"] = said(row.cards.labels)
        note["next"] = said([*answer.unknown.labels, *answer.told.labels])
        if drawn.leaves(row.stamps[0]):
            note["stamps"] = [stamped(one) for one in row.stamps]
            note["hang"] = drawn.middles([one.outer for one in row.stamps])
            note["threads"] = [drawn.ends(one.stub) for one in row.stamps]
        note["steps"] = [arc for arcs in row.steps for arc in bands(arcs)]
        note["chip"] = drawn.middles(query.chip.card)
        strips = (query.bars, query.itself, query.rest)
        note["bars"] = [drawn.bar_lengths(b.bars, SCORES, "y") for b in strips]
        note["legend"] = said(query.names)
        note["paint"] = drawn.fills(query.bars.bars)
        note["numbers"] = said(query.numbers)
        note["arcs"] = bands(answer.seek)
        note["shares"] = said(list(answer.shares.values()))
        note["p"], note["lost"] = said([answer.p_name, answer.p]), said([answer.lost])
        note["means"] = drawn.bar_lengths(proof.bars.bars, PROOF)
        note["proof"] = said([*proof.heads, *proof.names, *proof.bars.counters, *proof.ones])
        if drawn.leaves(proof.ones[0]):
            note["of this row"] = [drawn.boxes([one])[0] for one in (proof.heads[3], *proof.ones)]
            note["of many"] = [drawn.boxes([one])[0] for one in proof.bars.counters]
        note["near"] = said([query.near])
        if note["near"]:
            note["near at"] = drawn.boxes([query.near])[0]
        note["what"] = said([proof.what])
        _read_later(scene, note)

    run(D18InductionHead, request.param, read)
    return notes


def _read_later(scene: Any, note: dict[str, Any]) -> None:
    wrong, patterns, forming, limits = (
        scene.c.erratum,
        scene.c.patterns,
        scene.c.forming,
        scene.c.limits,
    )
    note["wrong"] = bands(wrong.arcs)
    note["wrong_said"] = said([*wrong.heads, *wrong.shares])
    _, arc, stamp, _ = wrong.drawn
    if drawn.leaves(arc):
        note["wrong_arc"] = drawn.ends(arc.curve)
        note["wrong_stamps"] = [stamped(stamp), stamped(wrong.stamp)]
        note["strike"] = drawn.ends(wrong.strike.curve)
    note["grids"] = [[drawn.fills(row) for row in grid.cells] for grid in patterns.grids]
    note["grid_places"] = [[drawn.middles(row) for row in grid.cells] for grid in patterns.grids]
    note["rings"] = drawn.middles([ring.curve for ring in patterns.rings])
    note["told"] = said([*patterns.shares, *[one for words in patterns.words for one in words]])
    tiles = forming.tiles
    note["tiles"] = [[[drawn.fills(r) for r in tile.cells] for tile in row] for row in tiles]
    note["steps"] = said(forming.steps)
    if note["steps"]:
        note["steps at"] = drawn.middles(forming.steps)[:, 0]
    note["tile_places"] = drawn.middles([tile.cells[-1][0] for tile in tiles[0]])
    note["forming"] = said(forming.shares)
    note["losses"] = [curve(p.curve) for p in forming.chart.painters if p.curve.points.size]
    note["limits"] = said([*limits.names[1::4], *limits.names[2::4], *limits.names[3::4]])
    note["marks"] = said(limits.marks)
    note["task"] = said([limits.learn.axes[2]])
    if drawn.leaves(limits.learn):
        note["learn"] = [curve(one.curve) for one in limits.attention]
        note["dashed"] = [drawn.corners(p.curve) for p in limits.learn.painters]
        note["dotted"] = [drawn.corners(one.curve) for one in limits.one]
        note["length"] = [curve(p.curve) for p in limits.length.painters[len(V.seeds) :]]
        note["length_dashed"] = [
            drawn.corners(p.curve) for p in limits.length.painters[: len(V.seeds)]
        ]


def test_the_row_is_shown_up_to_the_second_a(seen: Notes) -> None:
    for beat in ("question", "stamp", "ask", "copy", "aha"):
        assert seen[beat]["cards"] == list(V.tokens[:N])
    assert [seen[b]["next"] for b in ("question", "copy", "aha")] == [["?"], ["B"], ["?"]]
    assert f"follows {V.tokens[V.query]}?" in seen["question"]["caption"]


def test_every_stamp_names_the_token_before(seen: Notes) -> None:
    """The stamp says where the slot's largest weight lies; it hangs on its own slot's card."""
    found = V.stamp_pattern[1:N].argmax(axis=1)
    for beat in ("stamp", "ask", "copy"):
        texts = [text for text, _ in seen[beat]["stamps"]]
        assert texts == [V.tokens[j] for j in found] == list(V.tokens[: N - 1])
        turns = [turn for _, turn in seen[beat]["stamps"]]
        np.testing.assert_allclose(turns, 5.0, atol=1e-6)
        middles = [centre(slot) for slot in range(1, N)]
        np.testing.assert_allclose(seen[beat]["hang"][:, 0], middles, atol=0.1)
        np.testing.assert_allclose([t[0, 0] for t in seen[beat]["threads"]], middles, atol=NEAR)
        assert not seen[beat]["steps"], "layer 1's arcs have gone"


@pytest.mark.parametrize("theme", list(THEMES))
def test_arcs_of_layer_1_are_as_wide_as_their_weights(theme: str) -> None:
    row = Stamps(V, THEMES[theme])
    for slot, arcs in enumerate(row.steps, 1):
        ((key, band),) = bands(arcs).items()
        assert key == slot - 1
        weight = V.stamp_pattern[slot, key]
        assert band["wide"] == pytest.approx(FULL * weight, abs=NEAR)
        assert band["feet"][0] == pytest.approx(centre(key), abs=NEAR)
        expected = drawn.ramp_colours(weight, THEMES[theme].attention_ramp, (0, 1))
        drawn.assert_colours(band["core"], expected)
    assert drawn.texts(row.names) == ["layer 1", f"{V.stamp_share:.2f}"]


def test_the_query_finds_the_stamp_by_its_dot_products(seen: Notes) -> None:
    note, slots = seen["ask"], np.arange(V.query, 0, -1)
    token, stamp, rest = V.score_parts
    for lengths, part in zip(note["bars"], (stamp, token, rest), strict=True):
        pixels = part[slots] * PER_SCORE
        lengths = np.where((lengths == 0) & (np.abs(pixels) <= 2), pixels, lengths)
        np.testing.assert_allclose(lengths, pixels, atol=NEAR)
    assert note["numbers"] == [f"{s:.1f}".replace("-", "−") for s in V.scores[slots]]
    assert note["legend"][1:] == [
        "query · stamp",
        "query · token itself",
        "query · other heads",
        "their sum",
    ]
    told = np.array([float(text.replace("−", "-")) for text in note["numbers"]])
    shares = np.exp(told - told.max()) / np.exp(told - told.max()).sum()
    np.testing.assert_allclose(shares, V.query_row_2[slots], atol=0.02)
    np.testing.assert_allclose(note["chip"], (centre(V.found), LANE), atol=NEAR)
    second = int(np.argsort(stamp)[-2])
    assert second == np.argsort(V.query_row_2)[-2], "it is the second of the shares too"
    assert note["near"] == ["near miss"]
    left, _, right, bottom = note["near at"]
    assert left < centre(second) - 30 < right, "above the second largest product"
    assert bottom < SCORES - PER_SCORE * stamp[second]
    full = drawn.ramp_colours(0, [note["theme"].fill("key")] * 2, (0, 1))
    kept = [bool(np.abs(paint - full).max() < 1e-9) for paint in note["paint"]]
    assert kept == (slots == stamp.argmax()).tolist(), "only the best fit is in full colour"


def test_layer_2_looks_at_the_stamped_slot(seen: Notes) -> None:
    note = seen["copy"]
    _assert_arcs(note["arcs"], V.query_row_2, note["theme"])
    assert max(note["arcs"], key=lambda j: note["arcs"][j]["wide"]) == V.answer
    large = [w for w in V.query_row_2[:N] if w >= 0.045]
    assert note["shares"] == [f"{w:.2f}" for w in large] == ["0.79", "0.21"]
    assert note["p"] == ["p(B) =", f"{V.answer_shares[0]:.2f}"]


def _assert_arcs(found: Any, row: np.ndarray, theme: Any, full: float = FULL) -> None:
    drawn_slots = [j for j in range(V.query) if row[j] >= VISIBLE_FROM]
    assert sorted(found) == drawn_slots
    for j in drawn_slots:
        assert found[j]["wide"] == pytest.approx(max(full * row[j], 2.0), abs=NEAR)
        if full * row[j] > 3.0:
            expected = drawn.ramp_colours(row[j], theme.attention_ramp, (0, 1))
            drawn.assert_colours(found[j]["core"], expected)


def test_cut_stamps_lie_below_and_the_answer_is_lost(seen: Notes) -> None:
    note, before = seen["aha"], seen["copy"]
    assert (note["hang"][:, 1] > before["hang"][:, 1] + 150).all()
    assert [text for text, _ in note["stamps"]] == [text for text, _ in before["stamps"]]
    gaps = [thread[1, 1] for thread in note["threads"]] < note["hang"][:, 1] - 150
    assert gaps.all(), "no thread reaches its stamp"
    _assert_arcs(note["arcs"], V.query_row_2_cut, note["theme"])
    cut = V.query_row_2_cut
    assert note["shares"] == [f"{cut[j]:.2f}" for j in (0, V.answer, 4)]
    assert note["lost"] == [f"share of B: {V.query_row_2[2]:.2f} → {cut[2]:.2f}"]
    assert note["p"] == ["p(B) =", f"{V.answer_shares[1]:.2f}"]
    assert note["what"] == ["layer 1 without heads 1 and 3"]
    assert V.stamping_heads.tolist() == [1, 3]


def test_means_stand_beside_the_row_shown(seen: Notes) -> None:
    note = seen["aha"]
    np.testing.assert_allclose(note["means"], [SHARE(p) - PROOF for p in V.mean_p], atol=NEAR)
    assert SHARE(1.0) - SHARE(0.0) == pytest.approx(220)
    means, ones = ([f"{p:.2f}" for p in ps] for ps in (V.mean_p, V.answer_shares))
    heads = ["mean p over", f"{V.n_rows} other rows", "p in", "this row"]
    names = ["nothing cut", "stamps cut", f"{len(V.stamping_heads)} other heads cut"]
    assert note["proof"] == [*heads, *names, *means, *ones]
    first, second = note["caption"].split("\n")
    assert first.endswith(f"mean p falls from {means[0]} to {means[1]}.")
    assert second.endswith(f"mean p {means[2]}, but {ones[2]} in this row.")
    head, *column = np.array(note["of this row"])
    np.testing.assert_allclose([box[2] for box in column], head[2], atol=3.0)
    for one, mean in zip(column, note["of many"], strict=True):
        assert one[[1, 3]] == pytest.approx(mean[[1, 3]], abs=1.0), "on one line with its mean"
        assert mean[2] + 12 < one[0]


def test_the_erratum_shows_both_pictures(seen: Notes) -> None:
    note = seen["erratum"]
    _assert_arcs(note["wrong"], V.query_row_2, note["theme"])
    (left, _), (right, _) = note["wrong_arc"]
    assert right - left == pytest.approx(76 * (V.query - V.drawn_found)), "to the first A's slot"
    assert [text for text, _ in note["wrong_stamps"]] == ["B", "A"]
    (_, low), (_, high) = note["strike"]
    assert low > high, "struck from bottom left to top right"
    shares = [f"{V.found_share:.2f}", f"{V.first_share:.6f}"]
    expected = ["share of B’s slot", shares[0], "share of A’s slot", shares[1]]
    assert note["wrong_said"] == ["commonly drawn", "computed", *expected]


def test_both_patterns_are_shown_cell_by_cell(seen: Notes) -> None:
    note, size = seen["patterns"], len(V.tokens)
    for cells, places, values in zip(
        note["grids"], note["grid_places"], (V.stamp_pattern, V.induction_pattern), strict=True
    ):
        for i in range(size):
            expected = drawn.ramp_colours(values[i, : i + 1], note["theme"].attention_ramp, (0, 1))
            drawn.assert_colours(cells[i], expected, f"row {i}")
            steps = np.diff(places[i], axis=0)
            np.testing.assert_allclose(steps, np.tile([d18_forming.CELL, 0], (i, 1)), atol=1e-6)
        downs = np.diff([row[0] for row in places], axis=0)
        np.testing.assert_allclose(downs, np.tile([0, d18_forming.CELL], (size - 1, 1)), atol=1e-6)
    spots = ((V.answer, V.first), (V.query, V.found))
    for ring, places, (row, col) in zip(note["rings"], note["grid_places"], spots, strict=True):
        np.testing.assert_allclose(ring, places[row][col], atol=NEAR)


def test_it_is_told_how_the_heads_were_chosen(seen: Notes) -> None:
    before, after = (
        ", ".join(f"{score:.3f}" for score in scores)
        for scores in (V.previous_token_scores, V.induction_scores)
    )
    assert V.induction_scores.shape == (4,)
    assert (V.induction_scores > 0.95).all(), "all four do it"
    assert V.induction_scores.argmax() + 1 == V.induction_head
    assert seen["patterns"]["told"] == [
        f"B asks A: {V.stamp_share:.2f}",
        f"mean here: {V.stamp_share_mean:.2f}",
        f"A asks B: {V.found_share:.2f}",
        f"mean here: {V.found_share_mean:.2f}",
        "layer 1, heads 1 and 3 (mean)",
        f"of 4 heads: those over {V.stamps_above} on the token before",
        f"means of {V.n_rows} rows: {before}",
        f"layer 2, head {V.induction_head} (highest)",
        "all 4 heads look at what came next last time",
        f"means of {V.n_rows} rows: {after}",
    ]


def test_heads_form_where_the_loss_falls(seen: Notes) -> None:
    note = seen["cliff"]
    ramp = note["theme"].attention_ramp
    for row, patterns in zip(note["tiles"], (V.snapshot_stamp, V.snapshot_induction), strict=True):
        for tile, pattern in zip(row, patterns, strict=True):
            for i, cells in enumerate(tile):
                expected = drawn.ramp_colours(pattern[i, : i + 1], ramp, (0, 1))
                drawn.assert_colours(cells, expected, f"row {i}")
    assert note["forming"] == [f"{p[V.answer]:.2f}" for p in V.snapshot_next_shares]
    assert note["steps"] == [f"{step}" for step in V.snapshot_step]
    tiles = note["tile_places"][:, 0] + d18_forming.TILE * (len(V.tokens) - 1) / 2
    np.testing.assert_allclose(note["steps at"], tiles, atol=3.0)
    spans = np.diff(note["tile_places"][:, 0]) / np.diff(V.snapshot_step)
    np.testing.assert_allclose(spans, spans[0], atol=1e-6)
    assert f"step {V.cliff_step[0]} " in note["caption"]


def test_the_curve_shows_the_loss_of_all_runs(seen: Notes) -> None:
    note, until = seen["cliff"], V.curve_step <= V.snapshot_step[-1]
    top, low = d18_forming.PLOT
    height = linear((0.0, V.loss_vmax), (low, top))
    for line, k in zip(note["losses"], (1, 2, 0), strict=True):
        steps, loss = V.curve_step[until], V.curve_loss[k, until]
        np.testing.assert_allclose(line[:, 1], [height(v) for v in loss], atol=NEAR)
        pace = np.diff(line[:, 0]) / np.diff(steps)
        np.testing.assert_allclose(pace, pace[0], atol=1e-6)
    tiles = note["tile_places"][:, 0] + d18_forming.TILE * (len(V.tokens) - 1) / 2
    shown = note["losses"][2][np.isin(V.curve_step[until], V.snapshot_step), 0]
    np.testing.assert_allclose(tiles, shown, atol=NEAR)  # each snapshot stands above its step


def test_limits_are_the_measured_ones(seen: Notes) -> None:
    note = seen["limits"]
    height = linear((0.0, 1.0), (d18_limits.FLOOR, d18_limits.CEILING))
    left, right = d18_limits.LEARN
    along = linear((0.0, float(V.mamba_curve_step[-1])), (left, right))
    for line, shares in zip(note["learn"], V.curve_accuracy, strict=True):
        expected = [(along(s), height(p)) for s, p in zip(V.curve_step, shares, strict=True)]
        np.testing.assert_allclose(line, expected, atol=NEAR)
    broken = (
        (note["dashed"], V.mamba_curve_step, V.mamba_curve_accuracy),
        (note["dotted"], V.one_layer_curve_step, V.one_layer_curve_accuracy),
    )
    for lines, steps, runs in broken:
        for line, shares in zip(lines, runs, strict=True):
            _assert_on(line, [along(s) for s in steps], [height(p) for p in shares])
    left, right = d18_limits.LENGTH
    along = linear((0.0, float(V.periods[-1])), (left, right))
    for line, shares in zip(note["length"], V.attention_by_period, strict=True):
        expected = [(along(s), height(p)) for s, p in zip(V.periods, shares, strict=True)]
        np.testing.assert_allclose(line, expected, atol=NEAR)
    for line, shares in zip(note["length_dashed"], V.mamba_by_period, strict=True):
        _assert_on(line, [along(s) for s in V.periods], [height(p) for p in shares])


def _assert_on(line: np.ndarray, xs: list[float], ys: list[float]) -> None:
    """Assert that the ends of dashes lie on a polyline, and reach from its start to its end."""
    np.testing.assert_allclose(line[:, 1], np.interp(line[:, 0], xs, ys), atol=NEAR)
    assert line[0, 0] == pytest.approx(xs[0], abs=NEAR)
    assert line[-1, 0] > xs[-1] - 40


def test_limits_are_told_with_their_spread(seen: Notes) -> None:
    note = seen["limits"]
    half = [(min(s), max(s)) for s in (V.attention_half_step, V.mamba_half_step)]
    assert note["limits"] == [
        "2 attention layers",
        "Mamba-2, a state space model",
        f"{V.attention_parameters:,} weights, {V.curve_step[-1]} steps",
        f"{V.mamba_parameters:,} weights, {V.mamba_curve_step[-1]:,} steps",
        *[f"half right by step {a} to {b:,}" for a, b in half],
    ]
    low, high = V.mamba_by_period[:, -1].min(), V.mamba_by_period[:, -1].max()
    assert note["marks"] == [
        f"{low:.2f} to {high:.2f}",
        "1 attention layer:",
        f"{V.one_layer_accuracy[0]:.2f} after {V.one_layer_steps:,} steps",
    ]
    assert np.ptp(V.one_layer_accuracy) < 0.005, "one number stands for all three runs"
    assert note["caption"].startswith("Mamba-2, without attention, learns it too")
    assert note["task"] == ["this toy task: right next tokens, share"]
