"""What scene 10 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.block_rows import SEAM
from anim_lib.primitives.layer_tower import LayerTower
from anim_lib.primitives.tower_floor import CALM, RAIL
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts.d10_slopes import BOX
from scenes.d10_jamba_stack import D10JambaStack
from scenes.values.d10_jamba_stack import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
Notes = dict[str, dict[str, Any]]
FLOORS = range(V.n_layers)


def tower(one: LayerTower, theme: Any) -> dict[str, Any]:
    """Return what a tower shows: rooms, windows and balconies, floor by floor."""
    there = np.array([bool(len(floor.room.points)) for floor in one.floors])
    return {
        "built": there,
        "rooms": drawn.fills([floor.room for floor in one.floors]),
        "dense": np.array([bool(len(floor.dense.points)) for floor in one.floors]),
        "panes": [
            [len(drawn.rectangles(part)) if len(part.points) else 0 for part in parts]
            for parts in ((floor.idle, floor.at_work) for floor in one.floors)
        ],
        "boxes": drawn.boxes([floor.water for floor in one.floors]),
        "waters": drawn.fills([floor.water for floor in one.floors]),
        "high": drawn.sizes([floor.room for floor in one.floors])[:, 1] + RAIL,
        "tops": drawn.boxes([floor.room for floor in one.floors])[:, 1] - RAIL / 2,
        "bytes": [drawn.printed(counter) for counter in one.counters],
        "words": [drawn.printed(word) for word in one.words],
        "bead": bool(len(one.bead.points)),
    }


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    theme = THEMES[request.param]
    notes: Notes = {"theme": {"theme": theme}}

    def read(scene: Any, beat: Beat) -> None:
        on, block, slopes, gpu = scene.on, scene.block, scene.slopes, scene.gpu
        notes[beat.name] = {
            "caption": beat.caption,
            "jamba": tower(on.jamba, theme),
            "mixtral": tower(on.mixtral, theme),
            "totals": [drawn.printed(total) for total in on.totals],
            "tanks": drawn.sizes([tank.bands[0] for tank in on.tanks]),
            "floors": [drawn.printed(word) for word in on.floors],
            "kinds": [drawn.printed(word) for word in on.kinds],
            "states": drawn.printed(on.states),
            "scale": [drawn.printed(word) for word in on.scale],
            "each": [drawn.printed(word) for word in on.each],
            "experts": drawn.printed(block.experts),
            "fixed": drawn.printed(block.fixed),
            "token": drawn.printed(block.tokens),
            "guide": drawn.boxes([block.guide.curve])[0],
            "tokens": drawn.printed(slopes.tokens),
            "lines": [line.curve.points.copy() for line in slopes.chart.painters],
            "ends": [drawn.boxes([line.curve])[0] for line in slopes.chart.painters],
            "edges": drawn.edges([line.curve for line in slopes.chart.painters]),
            "beyond": [drawn.printed(word) for word in slopes.beyond],
            "sources": drawn.printed(scene.sources),
            "bars": drawn.boxes(gpu.bars.blocks),
            "wall": drawn.boxes([gpu.wall.curve])[0],
            "inside": [drawn.printed(word) for word in [*gpu.inside, gpu.cached]],
            "claims": [[drawn.printed(word) for word in claim] for claim in gpu.claims],
            "rows": [[drawn.printed(word) for word in row] for row in scene.wrong.rows],
            "heads": [drawn.printed(word) for word in scene.wrong.heads],
        }

    run(D10JambaStack, request.param, read)
    return notes


def lengths(shown: dict[str, Any]) -> np.ndarray:
    """Return the lengths of balconies in stage pixels, 0 where none is drawn."""
    boxes = shown["boxes"]
    return np.asarray(np.nan_to_num(boxes[:, 2] - boxes[:, 0]))


def test_the_question_draws_both_caches_at_the_scale_of_the_balconies(seen: Notes) -> None:
    note = seen["question"]
    areas = note["tanks"].prod(axis=1)
    np.testing.assert_allclose(areas[1] / areas[0], V.other_over_jamba, rtol=1e-4)
    assert note["totals"] == ["4.29 GB", "34.4 GB"]
    assert note["tokens"] == f"{V.supported_context:,}"
    compared = seen["compare"]
    for name, area in zip(("jamba", "mixtral"), areas, strict=True):
        shown = compared[name]
        np.testing.assert_allclose((lengths(shown) * shown["high"]).sum(), area, rtol=1e-3)


def test_both_towers_are_closed_at_first(seen: Notes) -> None:
    grey = seen["question"]["jamba"]["rooms"]
    assert np.ptp(grey, axis=0).max() == 0
    np.testing.assert_allclose(grey[0], seen["question"]["mixtral"]["rooms"][0])


@pytest.mark.parametrize("beat", ["open", "stream", "compare"])
def test_every_floor_shows_its_kind(seen: Notes, beat: str) -> None:
    theme, shown = seen["theme"]["theme"], seen[beat]["jamba"]
    mamba = mix(theme.fill("ssm"), theme.ground, CALM)
    kinds = [rgb(theme.fill("attention")) if here else mamba for here in V.is_attention]
    drawn.assert_colours(shown["rooms"], kinds)
    assert shown["dense"].tolist() == (V.is_moe == 0).tolist()
    idle, busy = V.n_experts - V.experts_per_token, V.experts_per_token
    assert shown["panes"] == [[idle, busy] if moe else [0, 0] for moe in V.is_moe]
    assert (np.diff(shown["tops"]) < 0).all(), "the first layer is the lowest"
    assert shown["built"].all()


def test_attention_layers_are_numbered_from_one(seen: Notes) -> None:
    note = seen["open"]
    assert note["floors"] == [f"layer {k + 1}" for k in V.attention_layers]
    assert note["kinds"] == [
        "4 attention",
        "28 Mamba",
        "32 MLPs",
        "32 attention",
        "MLPs not drawn",
    ]
    theme = seen["theme"]["theme"]
    drawn.assert_colours(note["mixtral"]["rooms"], [rgb(theme.fill("attention"))] * 32)
    assert "4 of Jamba’s 32 layers, 12.5 %" in note["caption"]


def test_one_block_comes_near(seen: Notes) -> None:
    note = seen["block"]
    shown = note["jamba"]
    assert shown["built"].tolist() == [k < V.attention_period for k in FLOORS]
    assert shown["words"][: V.attention_period] == list(V.block)
    assert note["experts"] == "every second MLP: 2 of 16 experts for each token"
    assert not shown["boxes"][~np.isnan(shown["boxes"])].size, "nothing kept yet"


@pytest.mark.parametrize(("beat", "mark"), [("keep", 2), ("even", 4)])
def test_balconies_are_as_long_as_what_the_block_keeps(seen: Notes, beat: str, mark: int) -> None:
    note, block = seen[beat], slice(V.attention_period)
    kept = V.close_bytes[mark][block]
    per_byte = 4.0 / V.layer_bytes_per_token  # four stage pixels for one token
    np.testing.assert_allclose(lengths(note["jamba"])[block], per_byte * kept, atol=0.05)
    assert note["token"] == f"token {V.close_marks[mark]}"
    printed = note["jamba"]["bytes"]
    assert [k for k in FLOORS if printed[k]] == V.attention_layers[:1].tolist()
    assert printed[V.attention_layers[0]] == {"keep": "8.2 kB", "even": "0.98 MB"}[beat]
    assert note["fixed"] == "0.33 MB each, always"
    assert not note["jamba"]["bead"], "the token has passed"


def test_the_guide_stands_where_cache_and_state_are_even(seen: Notes) -> None:
    note = seen["even"]
    left, _, right, _ = note["guide"]
    mamba = note["jamba"]["boxes"][0]
    assert left == pytest.approx(right)
    assert left == pytest.approx(mamba[2], abs=0.05)
    assert V.floor_even_tokens * V.layer_bytes_per_token == V.layer_state_bytes
    assert f"Past {V.floor_even_tokens} tokens, one cache outgrows one Mamba" in note["caption"]


def test_only_four_balconies_grow(seen: Notes) -> None:
    theme, note = seen["theme"]["theme"], seen["stream"]
    shown = note["jamba"]
    long = lengths(shown)
    growing = V.is_attention.astype(bool)
    assert (long > 0).tolist() == growing.tolist()
    np.testing.assert_allclose(long[growing] / long.sum(), 1 / len(V.attention_layers), rtol=1e-5)
    water = mix(theme.fill("cache"), theme.ground, CALM)
    drawn.assert_colours(shown["waters"][growing], [water] * int(growing.sum()))
    assert [text for text in shown["bytes"] if text] == ["1.07 GB"] * 4
    assert note["totals"][0] == "4.29 GB"
    assert note["tokens"] == f"{V.marks[-1]:,}"
    assert note["states"] == "28 Mamba: 9.18 MB"
    state = V.layer_bytes[-1][0] / V.layer_bytes[-1][4] * long[4]
    near = lengths(seen["even"]["jamba"])[4] / V.close_bytes[-1][4]
    shorter = near / (long[4] / V.layer_bytes[-1][4])
    assert note["scale"] == [
        "balconies at a new scale,",
        f"about {round(shorter, -2):,.0f} times shorter",
    ]
    assert not any(seen["compare"]["scale"])
    assert state < 0.3, "a state is too thin to be seen at this scale"


def test_both_towers_have_one_scale(seen: Notes) -> None:
    note = seen["compare"]
    ours, theirs = note["jamba"], note["mixtral"]
    np.testing.assert_allclose(theirs["high"], ours["high"][0], rtol=1e-6)
    np.testing.assert_allclose(lengths(theirs), lengths(ours)[4], rtol=1e-6)
    assert (V.other_layer_bytes == V.layer_bytes[-1][4]).all()
    assert theirs["built"].sum() == V.compared_layers[1]
    assert note["totals"] == ["4.29 GB", "34.4 GB"]
    np.testing.assert_allclose([4.29, 34.4], V.compared_gb[:2], rtol=2e-3)
    paper = ["256K, as in", "Jamba’s paper:", "4 and 32 GiB"]
    assert note["each"] == ["a layer", *paper, "its MLPs are", "not drawn"]
    assert note["beyond"] == ["Mixtral has read at most 32K", "in training: more is arithmetic"]
    assert V.other_trained == 32 * 1_024 < V.supported_context
    assert not any(seen["stream"]["beyond"])
    assert V.printed_gib[:2].tolist() == V.compared_gib[:2].tolist(), "as Jamba's paper prints"
    ratio = lengths(theirs).sum() / lengths(ours).sum()
    assert ratio == pytest.approx(V.other_over_jamba, rel=1e-5)
    assert "Mixtral’s cache: 34.4 GB, 8:1 at any length" in note["caption"]


def test_lines_end_where_the_caches_do(seen: Notes) -> None:
    theme, note = seen["theme"]["theme"], seen["compare"]
    left, top, right, bottom = BOX
    series = (V.series_bytes, V.series_other_bytes)
    for box, kept in zip(note["ends"], series, strict=True):
        np.testing.assert_allclose(box[[0, 2, 3]], [left, right, bottom], atol=0.05)
        share = (bottom - box[1]) / (bottom - top)
        assert share * V.gb_vmax == pytest.approx(kept[-1] / 1e9, abs=0.01)
    drawn.assert_colours(note["edges"], [rgb(theme.stroke(r)) for r in ("hybrid", "transformer")])
    assert len(seen["stream"]["lines"][0])
    assert not len(seen["stream"]["lines"][1]), "Mixtral's comes later"


def test_weights_and_cache_lie_on_one_axis_of_gigabytes(seen: Notes) -> None:
    note = seen["gpu"]
    boxes, wall = note["bars"], float(note["wall"][0])
    zero = boxes[0, 0]
    per_gb = (wall - zero) / (V.gpu_bytes / 1e9)
    assert zero + per_gb * V.gpu_gb_vmax == pytest.approx(RIGHT)
    wide = (boxes[:, 2] - boxes[:, 0]) / per_gb
    fit = V.marks.tolist().index(V.published_fit)
    sizes = np.array([*V.weight_bytes, V.cache_bytes[fit]]) / 1e9
    np.testing.assert_allclose(wide, sizes, rtol=1e-5)
    assert boxes[2, 0] == pytest.approx(boxes[1, 2], abs=1e-6)
    assert (boxes[:2, 2] <= wall).tolist() == V.weights_fit.astype(bool).tolist()
    assert per_gb > SEAM, "the seam hides no gigabyte"
    assert boxes[0, 0] >= LEFT


def test_arithmetic_and_claim_stand_side_by_side(seen: Notes) -> None:
    note = seen["gpu"]
    assert note["inside"] == [
        "weights in fp16: 103.1",
        "weights in int8: 51.6",
        "does not fit",
        "cache at 140,000: 2.3",
    ]
    (computed, room, more), (source, fit, weights) = note["claims"]
    assert computed.startswith("arithmetic")
    assert room == f"room for {V.room_tokens[1] / 1e6:.1f} million tokens"
    times = V.room_tokens[1] / V.published_fit
    assert more == f"no other memory counted: {times:.0f} times as many"
    assert source.startswith("published")
    assert fit == f"up to {V.published_fit:,} tokens fit"
    assert weights == "weights in int8"


def test_the_corrections_are_those_of_the_configuration(seen: Notes) -> None:
    note = seen["erratum"]
    assert note["heads"] == ["commonly drawn", "published"]
    (_, drawn_order, order, _), (_, seven, share, _), (_, context, fit, _) = note["rows"]
    assert drawn_order == "".join(kind[0].upper() for kind in V.drawn_stack) + "…"
    assert order == "MMMMAMMM × 4"
    assert (seven, share) == ("7 %", "12.5 %")
    assert (context, fit) == ("256K", "140,000")
    for part in ("AI21’s model card 2024", "Waleffe et al. 2024 (arXiv 2406.07887)"):
        assert part in note["sources"]
    assert not seen["gpu"]["rows"][0][2], "not told before"
