"""What scene 4 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.residual_stream import QUIET
from anim_lib.scales import linear, mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.value_store import load
from scenes.casts.d04_box import SHARE
from scenes.casts.d04_depth import AXIS, FLOOR, TALL, UNIT
from scenes.casts.d04_grid import BRANCH, FAR, FIRST, LENS_AXIS, LENS_ROW, NEAR, OUT, WIDE
from scenes.casts.d04_norms import HEADS
from scenes.d04_transformer_block import D04TransformerBlock
from scenes.values.d04_transformer_block import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
Array = np.ndarray[Any, np.dtype[np.float64]]
Notes = dict[str, dict[str, Any]]
LAYER = V.bar_layer - 1
STATES = np.array(
    [V.embedding, V.before[0], *[x for pair in zip(V.between, V.after, strict=True) for x in pair]]
)[:, V.bars]
ADDED = np.array(
    [
        V.position,
        *[x for pair in zip(V.delta_attention, V.delta_mlp, strict=True) for x in pair],
    ]
)[:, V.bars]
SLIGHT = 0.05  # stage pixels: what rounding does to an outline
HIDDEN = 0.5  # a bar shorter than this is not drawn, stage pixels
PARTS = (
    V.before[LAYER, V.bars],
    V.delta_attention[LAYER, V.bars],
    V.between[LAYER, V.bars],
    V.delta_mlp[LAYER, V.bars],
    V.after[LAYER, V.bars],
)
NEAR_AT = [FIRST + NEAR * k for k in range(5)]


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """What is read from the mobjects on the last frame of each beat."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        stream, inside, block = scene.block.stream, scene.inside, scene.block
        norms, depth, out = scene.norms, scene.depth, scene.way_out
        note = notes.setdefault(beat.name, {"caption": beat.caption, "theme": scene.theme})
        note["bars"] = [drawn.boxes(column) for column in stream.bars]
        note["fills"] = [drawn.fills(column) for column in stream.bars]
        note["axes"] = drawn.boxes(stream.axes)[:, 0]
        note["band"] = drawn.boxes(stream.band)
        note["moving"] = [bar for column in stream.moving for bar in column if len(bar.points)]
        note["seams"] = [drawn.boxes(column) for column in stream.seams]
        note["ghosts"] = [drawn.boxes(column) for column in stream.ghosts]
        note["cards"] = drawn.texts([card.labels[0] for card in inside.cards])
        note["lid"] = drawn.texts(inside.lid.words), drawn.boxes(inside.lid.shade)
        note["spines"] = drawn.boxes(inside.reads.spines)
        note["deck"] = drawn.texts(inside.deck.names), drawn.boxes(inside.deck.plates)
        note["number at"] = drawn.boxes(inside.reads.counters)
        note["which"] = drawn.texts(inside.which)
        note["bands"] = {ij: band for ij, band in inside.reads.bands.items() if len(band.points)}
        note["band widths"] = {ij: drawn.band_widths(b) for ij, b in note["bands"].items()}
        note["band feet"] = {ij: drawn.band_feet(b) for ij, b in note["bands"].items()}
        note["band fills"] = {ij: drawn.fills(band) for ij, band in note["bands"].items()}
        note["shares"] = drawn.texts(inside.reads.counters)
        for name, lens in (("start lens", block.start_lens), ("lens", block.lens)):
            note[name] = {
                "numbers": drawn.texts(lens.counters),
                "bars": drawn.boxes(lens.bars),
                "head": drawn.printed(lens.head),
                "lit": [drawn.lights(term).get("t", 0.0) for term in lens.terms],
                "row": drawn.boxes(lens.outline),
                "row name": drawn.texts(lens.row_names),
                "row name at": drawn.boxes(lens.row_names),
            }
        note["lit"] = drawn.lights(block.formula)
        note["feeds"] = drawn.boxes(block.branches[0].feeds), drawn.fills(block.branches[0].feeds)
        note["attention"] = drawn.boxes(block.branches[0].box)
        note["norms"] = [drawn.middles(branch.norm) for branch in block.branches]
        note["spine"] = drawn.boxes(norms.spine[0])
        for name, bars in (
            ("chances", inside.out),
            ("sizes", depth),
            ("last", out.words),
        ):
            strip = bars.sizes if name == "sizes" else bars.bars
            note[name] = drawn.boxes(strip.bars), drawn.texts(strip.counters)
        note["words"] = drawn.texts(inside.out.words), drawn.texts(out.words.words)
        note["truth"] = drawn.boxes(out.truth.bars), drawn.texts(out.truth.counters)
        note["size fills"] = drawn.fills(depth.sizes.bars)
        note["names"] = drawn.texts([one for one in depth.names if hasattr(one, "text")])
        note["titles"] = drawn.texts(block.titles)
        note["key"] = (
            drawn.texts(block.key[1::2]),
            drawn.edges([one.curve for one in block.key[::2]]),
        )
        note["gloss"] = drawn.printed(block.gloss)
        orders = [norms.on, norms.beside]
        note["orders"] = drawn.texts([name for name, _ in orders])
        note["formulas"] = [drawn.shown(maths, scene.theme.ground) for _, maths in orders]
        note["heads"] = [drawn.middles(one) for one in out.heads if drawn.leaves(one)]

    run(D04TransformerBlock, request.param, read)
    return notes


def lengths(boxes: Array, axis: float) -> Array:
    """Return how far bars reach from ``axis``, right positive; hidden ones not at all."""
    left, right = boxes[:, 0], boxes[:, 2]
    far = np.where(np.abs(right - axis) >= np.abs(left - axis), right, left)
    return np.nan_to_num(far - axis)


def assert_column(boxes: Array, axis: float, values: Array, unit: float, what: str) -> None:
    found, right = lengths(boxes, axis), values * unit
    right = np.where((np.abs(right) < HIDDEN) & (found == 0.0), 0.0, right)
    np.testing.assert_allclose(found, right, atol=SLIGHT, err_msg=what)
    near = np.where(found > 0, boxes[:, 0], boxes[:, 2])[found != 0.0]
    np.testing.assert_allclose(near, axis, atol=SLIGHT, err_msg=f"{what} starts elsewhere")


def colours(theme: Theme, values: Array, ground: str, quiet: Array) -> Array:
    """Return the colours that bars of ``values`` must have; rows may step back."""
    roles = ["state_pos" if value >= 0 else "state_neg" for value in values]
    pairs = zip(roles, quiet, strict=True)
    return np.array([mix(theme.fill(role), ground, QUIET * share) for role, share in pairs])


def test_the_box_says_what_goes_in_and_what_comes_out(seen: Notes) -> None:
    note = seen["box"]
    assert note["cards"] == list(V.tokens)
    words, box = note["lid"]
    assert words[0] == "tiny GPT"
    assert "toy" in words[1]
    assert np.isfinite(box).all(), "the lid is shut"
    assert not note["bands"]
    assert note["words"][0] == [*V.top_words[:3], f"{V.n_other} others"]
    boxes, numbers = note["chances"]
    shares = [*V.top_shares[:3], V.other_share]
    assert numbers == [f"{share:.2f}" for share in shares]
    np.testing.assert_allclose(lengths(boxes, OUT), 420.0 * np.array(shares), atol=SLIGHT)


def test_the_open_box_has_a_stream_for_each_token_and_all_blocks(seen: Notes) -> None:
    note = seen["open"]
    assert not any(note["lid"][0])
    assert np.isnan(note["lid"][1]).all()
    assert len(note["spines"]) == len(V.tokens)
    names, plates = note["deck"]
    assert names == [f"block {k + 1}" for k in range(V.n_layers)]
    for left, _, right, _ in note["spines"]:
        assert left < plates[0][0], "a stream runs through every block"
        assert right > plates[-1][2]
    assert (plates[1:, 0] > plates[:-1, 2]).all()
    _, top, _, bottom = note["chances"][0].T
    way_out = (top.min() + bottom.max()) / 2
    assert way_out == pytest.approx((note["spines"][-1][1] + note["spines"][-1][3]) / 2, abs=1.0)


def test_pipes_are_as_wide_and_dark_as_the_shares_of_the_head(seen: Notes) -> None:
    note, row = seen["reads"], V.read_pattern[V.shown]
    assert sorted(note["bands"]) == [(V.shown, j) for j in range(len(V.tokens))]
    assert [bool(name) for name in note["deck"][0]] == [k == LAYER for k in range(V.n_layers)]
    left, _, right, _ = note["deck"][1][LAYER]
    to = (note["spines"][V.shown][1] + note["spines"][V.shown][3]) / 2
    ends = []
    for j, share in enumerate(row):
        wide, ((x0, y0), (x, y)) = note["band widths"][V.shown, j], note["band feet"][V.shown, j]
        np.testing.assert_allclose(wide[:-2], SHARE * share, atol=SLIGHT, err_msg=f"pipe {j}")
        assert wide[-2] > wide[0], "it ends in an arrowhead"
        assert wide[-1] == pytest.approx(0.0, abs=SLIGHT)
        source = note["spines"][j]
        assert y0 == pytest.approx((source[1] + source[3]) / 2, abs=SLIGHT), "leaves its stream"
        if j == V.shown:
            assert y == pytest.approx(y0, abs=SLIGHT), "its own runs along its own stream"
        else:
            assert y == pytest.approx(to - 2.5, abs=SLIGHT), "joins the stream of the reader"
        assert left < x0 < x < right
        ends.append((x0, x + wide[0] / 2))
        number = note["number at"][j]
        assert number[0] == pytest.approx(x0, abs=4.0), "the share stands where the pipe begins"
        assert source[1] - 60 < number[1] < number[3] < source[1]
    assert all(b[0] > a[1] for a, b in pairwise(ends)), "ground between them"
    painted = np.array([note["band fills"][V.shown, j] for j in range(len(row))])
    ramp = note["theme"].attention_ramp
    drawn.assert_colours(painted, drawn.ramp_colours(row, ramp, (0.0, 1.0)), "pipe")
    assert note["shares"] == [f"{share:.2f}" for share in row]
    assert note["which"] == [
        f"block {V.bar_layer}, head {V.read_head} of {V.n_heads}",
        "width and number: share",
        f"of what “{V.tokens[V.shown]}” reads; sum 1",
    ]
    assert row[V.shown] > 0.0
    assert "reads itself and all earlier ones" in note["caption"]


def test_token_and_position_make_the_first_stream(seen: Notes) -> None:
    note, unit = seen["start"], 150.0 / V.start_vmax
    for k, values in enumerate((V.embedding, V.position, V.before[0])):
        assert_column(note["bars"][k], FIRST + WIDE * k, values[V.bars], unit, f"column {k}")
    for later in note["bars"][3:]:
        assert np.isnan(later).all(), "nothing else is added yet"
    parts = [float(x[V.lens_bar]) for x in (V.embedding, V.position, V.before[0])]
    assert note["start lens"]["numbers"] == [f"{part:.3f}".replace("-", "−") for part in parts]
    assert round(parts[0], 3) + round(parts[1], 3) == pytest.approx(round(parts[2], 3), abs=1e-9)
    np.testing.assert_allclose(
        note["start lens"]["bars"][:, 2] - note["start lens"]["bars"][:, 0],
        np.abs(parts) * 250.0 / V.start_vmax,
        atol=SLIGHT,
    )


@pytest.mark.parametrize(("beat", "there"), [("attention", 3), ("mlp", 5), ("aha", 5)])
def test_columns_near_the_block(seen: Notes, beat: str, there: int) -> None:
    note, unit, first = seen[beat], 112.0 / V.bar_vmax, 2 + 4 * LAYER
    for k, values in enumerate(PARTS[:there]):
        column = first + k
        assert note["axes"][column] == pytest.approx(NEAR_AT[k], abs=SLIGHT)
        assert_column(note["bars"][column], NEAR_AT[k], values, unit, f"column {k}")
    for column in (*range(first), *range(first + there, len(note["bars"]))):
        assert np.isnan(note["bars"][column]).all(), f"column {column} is not spoken of"
    assert not note["moving"], "no bar is left on its way"


def test_the_poster_is_a_sum_in_every_row(seen: Notes) -> None:
    note, first = seen["aha"], 2 + 4 * LAYER
    x, attention, between, mlp, new = (
        lengths(note["bars"][first + k], NEAR_AT[k]) for k in range(5)
    )
    slack = 2 * HIDDEN + SLIGHT
    np.testing.assert_allclose(x + attention + mlp, new, atol=slack)
    np.testing.assert_allclose(x + attention, between, atol=slack)
    whole = np.abs([x, attention, mlp, new]).min(axis=0) > 0
    np.testing.assert_allclose((x + attention + mlp)[whole], new[whole], atol=3 * SLIGHT)
    assert whole.sum() > len(whole) / 2, "most rows have four bars"


def test_bars_of_the_poster_have_the_colours_of_their_signs(seen: Notes) -> None:
    note, first = seen["aha"], 2 + 4 * LAYER
    theme: Theme = note["theme"]
    quiet = np.arange(len(V.bars)) != V.lens_bar
    for k, values in enumerate(PARTS):
        ground = theme.ground if k % 2 else theme.panel
        right = colours(theme, values, ground, quiet)
        painted = note["fills"][first + k]
        right[np.isnan(painted).any(axis=1)] = np.nan
        drawn.assert_colours(painted, right, f"column {k}")


def test_seams_and_outlines_stand_where_the_stream_was_before(seen: Notes) -> None:
    note, unit, marked = seen["aha"], 112.0 / V.bar_vmax, 2 * V.bar_layer - 1
    for k, (old, new, axis) in enumerate(
        ((PARTS[0], PARTS[2], NEAR_AT[2]), (PARTS[2], PARTS[4], NEAR_AT[4]))
    ):
        seams, ghosts = note["seams"][marked + k], note["ghosts"][marked + k]
        longer = (old * new > 0) & (np.abs(new) > np.abs(old))
        told = np.abs(new - old) * unit >= 3.0
        assert (np.isfinite(seams[:, 0]) == (longer & told)).all()
        assert (np.isfinite(ghosts[:, 0]) == (~longer & told)).all()
        here = longer & told
        np.testing.assert_allclose(
            seams[here, 0], axis + old[here] * unit, atol=SLIGHT, err_msg="seam"
        )
        gone = ~longer & told
        tip = lengths(ghosts[gone], axis)
        np.testing.assert_allclose(tip, old[gone] * unit, atol=SLIGHT, err_msg="outline")
    others = [k for k in range(len(note["seams"])) if k not in (marked, marked + 1)]
    assert all(np.isnan(note[name][k]).all() for name in ("seams", "ghosts") for k in others)


def test_the_lens_magnifies_one_row(seen: Notes) -> None:
    note, row, unit = seen["aha"], V.lens_bar, 600.0 / V.bar_vmax
    parts = [float(part[row]) for part in (PARTS[0], PARTS[1], PARTS[3])]
    sums = [0.0, *np.cumsum(parts)]
    lens = note["lens"]
    assert lens["numbers"] == [f"{x:.2f}".replace("-", "−") for x in (*parts, PARTS[4][row])]
    assert lens["head"] == f"number {V.bars[row] + 1} of {V.d_model}"
    for k, (start, stop) in enumerate([*pairwise(sums), (0.0, sums[-1])]):
        left, right = sorted((LENS_AXIS + unit * start, LENS_AXIS + unit * stop))
        assert lens["bars"][k][[0, 2]] == pytest.approx([left, right], abs=SLIGHT)
    assert sums[-1] == pytest.approx(PARTS[4][row], abs=1e-9)
    assert lens["row name"] == [f"{V.bars[row] + 1}"]
    left, top, right, bottom = lens["row"]
    a, up, b, down = lens["row name at"][0]
    assert left < a < b < right
    assert top < up < down < bottom
    assert (left, right) == pytest.approx(LENS_ROW, abs=SLIGHT)
    bar = note["bars"][2 + 4 * LAYER][row]
    assert (top + bottom) / 2 == pytest.approx((bar[1] + bar[3]) / 2, abs=SLIGHT)
    assert top < bar[1] < bar[3] < bottom


@pytest.mark.parametrize(
    ("beat", "lit", "rows"),
    [
        ("attention", {"attn"}, [0, 1, 0, 0]),
        ("mlp", {"mlp"}, [0, 0, 1, 0]),
        ("aha", {"out", "x", "attn", "mlp"}, [1, 1, 1, 1]),
    ],
)
def test_terms_are_lit_as_each_acts(seen: Notes, beat: str, lit: set[str], rows: list[int]) -> None:
    found = seen[beat]["lit"]
    assert {term for term, light in found.items() if light == pytest.approx(1.0, abs=0.01)} == lit
    assert all(found[term] == pytest.approx(0.0, abs=0.01) for term in set(found) - lit)
    assert seen[beat]["lens"]["lit"] == pytest.approx(rows, abs=0.01)


def test_the_attention_box_is_fed_by_earlier_tokens(seen: Notes) -> None:
    boxes, painted = seen["attention"]["feeds"]
    left, _, right, _ = seen["attention"]["attention"]
    shares = V.read_pattern[V.shown, : V.shown]
    np.testing.assert_allclose(
        boxes[:, 2] - boxes[:, 0], (right - left) * shares - 3.0, atol=SLIGHT
    )
    ramp = seen["attention"]["theme"].attention_ramp
    drawn.assert_colours(painted, drawn.ramp_colours(shares, ramp, (0.0, 1.0)), "feed")


def test_the_norms_stand_on_the_stream_and_then_beside_it(seen: Notes) -> None:
    on, beside = seen["norms"], seen["beside"]
    height = (on["spine"][1] + on["spine"][3]) / 2
    np.testing.assert_allclose(on["norms"], [(x, height) for x in NEAR_AT[2::2]], atol=SLIGHT)
    np.testing.assert_allclose(beside["norms"], [(x, BRANCH) for x in NEAR_AT[:4:2]], atol=SLIGHT)
    names = ["2017: norm on the stream", "GPT-2 style: norm beside it"]
    assert (on["orders"], on["formulas"]) == ([names[0], ""], [True, False])
    assert (beside["orders"], beside["formulas"]) == (names, [True, True])
    assert HEADS[0] < HEADS[1]
    for note in (on, beside):
        assert all(np.isnan(column).all() for column in note["bars"]), "no numbers of that order"


@pytest.mark.parametrize("beat", ["start", "attention", "mlp", "aha"])
def test_signs_have_a_key_in_their_colours(seen: Notes, beat: str) -> None:
    words, painted = seen[beat]["key"]
    theme: Theme = seen[beat]["theme"]
    assert words == ["plus", "minus"]
    right = np.array([rgb(theme.fill(role)) for role in ("state_pos", "state_neg")])
    drawn.assert_colours(painted, right, "key")
    assert (seen[beat]["gloss"] != "") == (beat != "start")


def test_every_stage_of_every_block_from_far_away(seen: Notes) -> None:
    note = seen["depth"]
    last = len(note["bars"]) - 1
    assert last == 4 * V.n_layers + 2
    pitch = (FAR[1] - FAR[0]) / last
    for column, boxes in enumerate(note["bars"]):
        values = (ADDED if column % 2 else STATES)[column // 2]
        axis = FAR[0] + pitch * column
        assert_column(boxes, axis, values, 0.56 * pitch / V.depth_vmax, f"column {column}")
    boxes, numbers = note["sizes"]
    sizes = V.delta_length.reshape(-1)
    drawn_tall = FLOOR - boxes[:, 1]
    np.testing.assert_allclose(drawn_tall, TALL * sizes, atol=SLIGHT)
    assert numbers == [f"{size:.1f}" for size in sizes]
    middle = (boxes[:, 0] + boxes[:, 2]) / 2
    np.testing.assert_allclose(middle, FAR[0] + pitch * np.arange(3, last, 2), atol=SLIGHT)
    theme: Theme = note["theme"]
    right = [rgb(theme.fill(role)) for role in ("attention", "accent") * V.n_layers]
    drawn.assert_colours(note["size fills"], right, "size")
    assert [name for name in note["names"] if name.startswith("block")] == [
        f"block {k + 1}" for k in range(V.n_layers)
    ]
    assert (
        f"GPT-2 small has {V.deep_layers[0]} such blocks, GPT-3 175B has {V.deep_layers[-1]}"
        in note["names"]
    )
    assert (V.deep_models[0], V.deep_models[-1]) == ("GPT-2 124M", "GPT-3 175B")
    assert f"start: {V.stream_length[0]:.1f} long" in note["names"]
    assert V.stream_length[0] < V.delta_length.max() / 10, "the start is small"


def test_the_way_out_ends_in_the_shares_of_next_words(seen: Notes) -> None:
    note, scale = seen["out"], linear((0, 1), (AXIS, AXIS + UNIT))
    boxes, numbers = note["last"]
    shares = np.array([*V.top_shares[:3], V.other_share])
    np.testing.assert_allclose(lengths(boxes, AXIS), UNIT * shares, atol=SLIGHT)
    assert numbers == [f"{share:.2f}" for share in shares]
    assert note["words"][1] == [*V.top_words[:3], f"{V.n_other} others"]
    boxes, numbers = note["truth"]
    ends = [scale(float(share)) for share in V.top_true_shares[:3]]
    np.testing.assert_allclose(boxes[:, 2], ends, atol=SLIGHT)
    assert numbers == [f"{share:.2f}" for share in V.top_true_shares[:3]]
    assert shares.sum() == pytest.approx(1.0)
    assert len(note["heads"]) == 3
    assert [x for x, _ in note["heads"]] == pytest.approx(NEAR_AT[:3], abs=1.0)
    for k, values in enumerate((STATES[-2], ADDED[-1], STATES[-1])):
        column = len(note["bars"]) - 3 + k
        assert_column(note["bars"][column], NEAR_AT[k], values, 118.0 / V.depth_vmax, f"end {k}")


def test_captions_and_titles_quote_the_values(seen: Notes) -> None:
    assert seen["depth"]["caption"].startswith(f"{V.n_layers} blocks, {2 * V.n_layers} additions")
    assert V.delta_length.argmax() == 1
    told = f"block 1’s MLP adds most ({V.delta_length.max():.1f})."
    assert seen["depth"]["caption"].endswith(told)
    assert seen["out"]["caption"].endswith(f"“{V.top_words[0]}” gets {V.top_shares[0]:.2f}.")
    assert f"block {V.bar_layer} of {V.n_layers}" in seen["aha"]["titles"][1]
    assert f"{len(V.bars)} of its {V.d_model} numbers" in seen["aha"]["titles"][1]


def test_the_stream_is_one_band_from_edge_to_edge(seen: Notes) -> None:
    for beat in ("start", "attention", "mlp", "aha", "norms", "beside", "depth", "out"):
        left, _, right, _ = seen[beat]["band"]
        assert (left, right) == pytest.approx((0.0, 1920.0), abs=SLIGHT), beat
