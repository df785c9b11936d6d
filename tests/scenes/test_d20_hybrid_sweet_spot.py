"""What scene 20 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.tower_floor import CALM, RAIL
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts import d08_plane, d20_costs
from scenes.casts import d20_grid as at
from scenes.d20_hybrid_sweet_spot import D20HybridSweetSpot
from scenes.values.d20_hybrid_sweet_spot import Values
from tests import drawn
from tests.played import run

pytestmark = pytest.mark.slow
V = load(Values)[0]
PIXEL = 0.05  # tolerance in stage pixels
LEAST = 6.0  # a shorter error bar is not drawn
PALE = 0.72  # share of the ground in a track
K = V.pairs.tolist().index(32)
SHOWN = [0, 1, 3]  # the stacks that have a tower in a column
ROLES = ["ssm", "hybrid", "hybrid", "transformer"]
CORNERS = {"ssm": 48, "hybrid": 10, "transformer": 28}
ON_PLANE = {"plane": 1, "first": 2, "more": 4, "longer": 4}  # dots that have come
Notes = dict[str, Any]


def _tower(tower: Any) -> Notes:
    floors = tower.floors
    return {
        "rooms": drawn.fills([floor.room for floor in floors]),
        "boxes": drawn.boxes([floor.room for floor in floors]),
        "waters": drawn.boxes([floor.water for floor in floors]),
        "water_fills": drawn.fills([floor.water for floor in floors]),
        "bytes": [drawn.printed(counter) for counter in tower.counters],
        "words": [drawn.printed(word) for word in tower.words],
    }


def _centres(marks: Any) -> Any:
    hidden = np.full(2, np.nan)
    return np.array([drawn.corners(m).mean(axis=0) if len(m.points) else hidden for m in marks])


def _chart(chart: Any) -> Notes:
    half = len(chart.painters) // 2
    marks = [mark for painter in chart.painters[half:] for mark in painter.submobjects]
    return {
        "marks": _centres(marks).reshape(half, -1, 2),
        "fills": drawn.fills(marks).reshape(half, -1, 3),
        "axes": [drawn.printed(name) for name in chart.axes[2:]],
        "ticks": [[drawn.printed(label) for label in axis.labels] for axis in chart.axes[:2]],
    }


def _notes(scene: Any, beat: Beat) -> Notes:
    on, bars, p, costs = scene.on, scene.bars, scene.plane, scene.costs
    return {
        "caption": beat.caption,
        "towers": [_tower(tower) for tower in on.all_],
        "names": [[drawn.printed(n.family), drawn.printed(n.kind)] for n in on.names],
        "cards": [drawn.printed(label) for label in on.document.cards.labels],
        "card_edges": drawn.edges(on.document.cards.cards),
        "said": [drawn.printed(chip.label) for chip in on.said],
        "verdicts": [drawn.printed(word) for word in on.verdicts],
        "means": [drawn.printed(word) for word in on.means],
        "bars": [drawn.boxes(strip.bars) for strip in bars.strips],
        "bar_fills": [drawn.fills(strip.bars) for strip in bars.strips],
        "bar_keys": [(drawn.printed(key), drawn.middles(key)) for key in bars.keys],
        "bar_name": drawn.printed(bars.name),
        "marks": _centres(p.points.marks),
        "corners": [len(mark.points) // 4 for mark in p.points.marks],
        "fills": drawn.fills(p.points.marks),
        "spreads": [[drawn.boxes(part) for part in bar] for bar in p.points.bars],
        "dots": [drawn.printed(name) for name in p.points.names],
        "tracks": [drawn.boxes(band) for band in p.tracks.bands],
        "track_fills": drawn.fills(p.tracks.bands),
        "axes": [drawn.printed(name) for name in p.plot.names],
        "ticks": [
            (drawn.printed(label), drawn.boxes(mark)[0])
            for label, mark in zip(p.plot.axes[1].labels, p.plot.axes[1].marks, strict=True)
        ],
        "card": [drawn.printed(word) for word in (*p.asked, *p.card.labels)],
        "heads": [drawn.printed(head) for head in p.table.heads],
        "rows": [[drawn.printed(cell) for cell in row] for row in p.table.rows],
        "gain": drawn.printed(p.gain),
        "plane_notes": [drawn.printed(note) for note in p.table.notes],
        "memory": _chart(costs.memory),
        "time": _chart(costs.time),
        "sizes": [drawn.printed(name) for name in costs.sizes],
        "times": [drawn.printed(name) for name in costs.times],
        "published": drawn.printed(scene.published),
        "wrong": [[drawn.printed(label) for label in row] for row in scene.wrong.rows],
    }


@pytest.fixture(scope="module", params=sorted(THEMES))
def seen(request: Any) -> Notes:
    """What is read on the last frame of each beat, and the theme."""
    notes: Notes = {"theme": THEMES[request.param]}

    def read(scene: Any, beat: Beat) -> None:
        notes[beat.name] = _notes(scene, beat)

    run(D20HybridSweetSpot, request.param, read)
    return notes


def _to_x(numbers: Any) -> Any:
    left, _, right, _ = d08_plane.BOX
    low, high = V.document_bytes_vmin, V.document_bytes_vmax
    return left + np.log(np.asarray(numbers) / low) / np.log(high / low) * (right - left)


def _to_y(shares: Any) -> Any:
    _, top, _, bottom = d08_plane.BOX
    return bottom + np.asarray(shares) * (top - bottom)


def test_closed_towers_tell_no_kind(seen: Notes) -> None:
    for stack in SHOWN:
        tower = seen["question"]["towers"][stack]
        assert len({tuple(np.round(room, 6)) for room in tower["rooms"]}) == 1
        assert tower["words"] == [""] * 4
        assert np.isnan(tower["waters"]).all()
    assert np.isnan(seen["question"]["towers"][2]["boxes"]).all(), "three towers answer"


def test_floors_are_of_the_kinds_trained(seen: Notes) -> None:
    theme, names = seen["theme"], {0: "Mamba-2", 1: "attention"}
    for stack in SHOWN:
        tower = seen["open"]["towers"][stack]
        assert tower["words"] == [names[int(kind)] for kind in V.is_attention[stack]]
        assert (np.diff(tower["boxes"][:, 1]) < 0).all(), "the first layer is on the ground"
        full = {1: rgb(theme.fill("attention")), 0: mix(theme.fill("ssm"), theme.ground, CALM)}
        drawn.assert_colours(tower["rooms"], [full[int(k)] for k in V.is_attention[stack]])
    assert seen["open"]["names"] == [
        ["no attention", "4 Mamba-2"],
        ["1 attention layer of 4", "3 Mamba-2, 1 attention"],
        ["4 of 4: all attention", "a short convolution in front"],
    ]


def test_balconies_are_bytes_on_one_scale(seen: Notes) -> None:
    theme, after = seen["theme"], V.lookup_layer_bytes[1]
    unit = at.BALCONY / 32_768  # one attention floor after 64 tokens
    for stack in SHOWN:
        tower = seen["open"]["towers"][stack]
        long = tower["waters"][:, 2] - tower["waters"][:, 0]
        np.testing.assert_allclose(long, after[stack] * unit, atol=PIXEL)
        high = tower["waters"][:, 3] - tower["waters"][:, 1]
        rooms = tower["boxes"][:, 3] - tower["boxes"][:, 1] + RAIL
        np.testing.assert_allclose(high, rooms, atol=PIXEL)
        kept = [
            mix(theme.fill(("ssm", "cache")[k]), theme.ground, CALM) for k in V.is_attention[stack]
        ]
        drawn.assert_colours(tower["water_fills"], kept)
    assert [tower["bytes"] for tower in seen["open"]["towers"]] == [
        ["", "", "", "4.0 kB"],
        ["", "", "4.0 kB", "32.8 kB"],
        ["", "", "", ""],
        ["", "", "", "32.8 kB"],
    ]


def test_the_document_is_the_saved_one_and_its_pair_is_lit(seen: Notes) -> None:
    pair = V.lookup_pair
    told = [0, 1, pair, 31]
    cards = [t for k in told for t in (f"k{V.lookup_keys[k]}", f"v{V.lookup_values[k]}")]
    assert seen["question"]["cards"] == [*cards, f"k{V.lookup_keys[pair]}", "?"]
    ink, hairline = rgb(seen["theme"].ink), rgb(seen["theme"].hairline)
    lit = [ink if k in (4, 5, 8, 9) else hairline for k in range(10)]
    drawn.assert_colours(seen["ask"]["card_edges"], lit)


def test_each_tower_says_what_its_stack_said(seen: Notes) -> None:
    said = [f"v{V.lookup_said[stack]}" for stack in SHOWN]
    right = V.lookup_values[V.lookup_pair]
    assert seen["ask"]["said"] == [said[0], "", ""]
    assert seen["caught"]["said"] == said
    wrong = f"wrong: k{V.lookup_keys[V.lookup_pair]} has v{right}"
    verdicts = ["right" if V.lookup_said[s] == right else wrong for s in SHOWN]
    assert seen["caught"]["verdicts"] == verdicts == [wrong, "right", "right"]
    assert seen["ask"]["caption"] == f"No attention: it says {said[0]}."
    assert seen["caught"]["caption"] == f"One attention layer: v{right}, as with four."


def test_the_worst_pair_is_said_to_be_and_its_means_stand_beside_it(seen: Notes) -> None:
    right = V.lookup_values[V.lookup_pair]
    assert seen["worst"]["means"] == [
        f"v{right}: {100 * V.lookup_right[s]:.1f} %; mean {100 * V.lookup_mean[s]:.1f} %"
        for s in SHOWN
    ]
    assert V.lookup_by_pair[0].argmin() == V.lookup_pair
    assert seen["worst"]["caption"] == (
        "We chose k7: the first stack’s worst pair.\n"
        "Means: the right value’s probability, 64 such documents."
    )
    assert "one of 3 seeds" in seen["worst"]["bar_name"]
    assert seen["caught"]["means"] == ["", "", ""]


def test_bars_are_the_shares_of_all_pairs(seen: Notes) -> None:
    theme, (top, bottom) = seen["theme"], at.BARS
    for place, stack in enumerate(SHOWN):
        boxes, fills = seen["worst"]["bars"][place], seen["worst"]["bar_fills"][place]
        shares = V.lookup_by_pair[stack]
        long = shares * (bottom - top)
        drawn_ = long > 2.0  # bars start two pixels from the axis
        np.testing.assert_allclose(boxes[drawn_, 1], (bottom - long)[drawn_], atol=PIXEL)
        np.testing.assert_allclose(boxes[drawn_, 3], bottom - 2.0, atol=PIXEL)
        roles = [ROLES[stack]] * 32
        roles[V.lookup_pair] = "query"
        colours = np.array([rgb(theme.fill(role)) for role in roles])
        drawn.assert_colours(fills[drawn_], colours[drawn_])
        text, middle = seen["worst"]["bar_keys"][place]
        assert text == f"k{V.lookup_keys[V.lookup_pair]}"
        beside = (boxes[V.lookup_pair - 1, 0] + boxes[V.lookup_pair + 1, 2]) / 2
        assert middle[0] == pytest.approx(beside, abs=1.5), "below its own bar"


@pytest.mark.parametrize("beat", ON_PLANE)
def test_dots_lie_at_their_bytes_and_recall(seen: Notes, beat: str) -> None:
    there, marks = ON_PLANE[beat], seen[beat]["marks"]
    np.testing.assert_allclose(marks[:there, 0], _to_x(V.document_bytes[:there, K]), atol=PIXEL)
    np.testing.assert_allclose(marks[:there, 1], _to_y(V.accuracy_mean[:there, K]), atol=PIXEL)
    assert np.isnan(marks[there:]).all()
    named = ["0 of 4: 80.5 %", "1 of 4", "2 of 4", "4 of 4"]
    assert seen[beat]["dots"] == named[:there] + [""] * (4 - there)


def test_error_bars_reach_from_the_least_to_the_greatest_seed(seen: Notes) -> None:
    low, high = _to_y(V.accuracy[:, K].min(-1)), _to_y(V.accuracy[:, K].max(-1))
    x = _to_x(V.document_bytes[:, K])
    shown = 0
    for stack, (bar, least, greatest) in enumerate(seen["more"]["spreads"]):
        if low[stack] - high[stack] < LEAST:
            assert np.isnan([bar, least, greatest]).all()
            continue
        shown += 1
        np.testing.assert_allclose(bar, [x[stack], high[stack], x[stack], low[stack]], atol=PIXEL)
        np.testing.assert_allclose(least[[1, 3]], low[stack], atol=PIXEL)
        np.testing.assert_allclose(greatest[[1, 3]], high[stack], atol=PIXEL)
    assert shown == 1, "only the stack without attention scatters enough to be seen"


def test_marks_say_the_family_and_tracks_the_way(seen: Notes) -> None:
    theme, last = seen["theme"], seen["more"]
    drawn.assert_colours(last["fills"], [rgb(theme.fill(role)) for role in ROLES])
    assert last["corners"] == [CORNERS[role] for role in ROLES]
    x, y = _to_x(V.document_bytes[:, K]), _to_y(V.accuracy_mean[:, K])
    ways = [(1, 3), (1, 2), (0, 1)]  # from, to; from back to front
    for box, fill, (a, b) in zip(last["tracks"], last["track_fills"], ways, strict=True):
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        np.testing.assert_allclose(middle, [(x[a] + x[b]) / 2, (y[a] + y[b]) / 2], atol=PIXEL)
        assert x[b] - x[a] < box[2] - box[0] < x[b] - x[a] + 15
        pale = mix(theme.fill(ROLES[b]), theme.ground, PALE)
        drawn.assert_colours(np.asarray(fill)[None], [pale])
    assert np.isnan(seen["plane"]["tracks"]).all()


def test_the_plane_is_that_of_diagram_8(seen: Notes) -> None:
    assert seen["more"]["axes"] == [
        "share of right answers",
        f"memory kept after {3 * V.pairs[K]} tokens, log scale",
    ]
    for text, x in seen["more"]["ticks"]:
        assert x == pytest.approx(float(_to_x(1000 * float(text.split(" ")[0]))), abs=PIXEL)
    assert seen["more"]["card"] == ["toy task: recall of", "pairs", "32"]


def test_small_towers_stand_under_their_own_dots(seen: Notes) -> None:
    x = _to_x(V.document_bytes[:, K])
    for stack, tower in enumerate(seen["more"]["towers"]):
        boxes = tower["boxes"]
        middle = (boxes[:, 0] + boxes[:, 2]) / 2
        np.testing.assert_allclose(middle, x[stack], atol=PIXEL)
        assert boxes[:, 1].min() > _to_y(V.accuracy_low[stack, K])
        assert np.isnan(tower["waters"]).all(), "no balconies at another scale"
        assert tower["bytes"] == tower["words"] == [""] * 4
        theme = seen["theme"]
        full = {1: rgb(theme.fill("attention")), 0: mix(theme.fill("ssm"), theme.ground, CALM)}
        drawn.assert_colours(tower["rooms"], [full[int(k)] for k in V.is_attention[stack]])


def test_the_table_holds_the_same_numbers(seen: Notes) -> None:
    def row(stack: int) -> list[str]:
        low, high = (100 * each[stack, -1] for each in (V.accuracy_low, V.accuracy_high))
        return [
            f"{V.n_attention[stack]} of 4",
            f"{100 * V.accuracy_mean[stack, K]:.1f} %",
            f"{V.document_bytes[stack, K] / 1000:.1f} kB",
            f"{100 * V.accuracy_mean[stack, -1]:.1f} %",
            f"{low:.1f} – {high:.1f}",
        ]

    assert seen["longer"]["rows"] == [row(stack) for stack in range(4)]
    assert seen["more"]["rows"] == [[*row(stack)[:3], "", ""] for stack in range(4)]
    assert [r[1] for r in seen["first"]["rows"]] == ["80.5 %", "99.5 %", "", ""]
    heads = ["attention layers", "32 pairs", "kept", "48 pairs: mean, range"]
    assert seen["longer"]["heads"] == heads
    assert seen["more"]["heads"] == [*heads[:3], ""], "the last two columns come with their head"
    assert seen["longer"]["plane_notes"] == [
        "mark: mean of 3 seeds; bar: their range",
        "small towers: green floors are Mamba-2",
        "at most 3,000 training steps; with attention 1,500",
        "4 of 4 has a short convolution in front",
    ]
    assert V.most_steps.tolist() == [3000, 1500, 1500, 1500]
    assert seen["first"]["gain"] == seen["more"]["gain"] == f"+{100 * V.gain[0, K]:.0f} points"


@pytest.mark.parametrize(
    ("chart", "field", "box"), [("memory", "decode_bytes", 0), ("time", "decode_us", 1)]
)
def test_costs_lie_where_they_were_measured(seen: Notes, chart: str, field: str, box: int) -> None:
    left, top, right, bottom = d20_costs.BOXES[box]
    limits = {
        "memory": (V.decode_bytes_vmin, V.decode_bytes_vmax),
        "time": (V.us_vmin, V.us_vmax),
    }
    low, high = np.log(limits[chart])
    tokens = np.log(V.decode_contexts)
    x = left + (tokens - tokens[0]) / (tokens[-1] - tokens[0]) * (right - left)
    y = bottom + (np.log(getattr(V, field)) - low) / (high - low) * (top - bottom)
    marks = seen["time"][chart]["marks"]
    np.testing.assert_allclose(marks[..., 0], np.broadcast_to(x, (4, 4)), atol=PIXEL)
    np.testing.assert_allclose(marks[..., 1], y, atol=PIXEL)
    for stack, role in enumerate(ROLES):
        fills = seen["time"][chart]["fills"][stack]
        drawn.assert_colours(fills, [rgb(seen["theme"].fill(role))] * 4)
    assert all("log scale" in name for name in seen["time"][chart]["axes"])
    assert seen["time"][chart]["ticks"][1] == ["128", "1,024", "8,192", "65,536"]


def test_costs_are_printed_with_units(seen: Notes) -> None:
    kept = ["16.1 kB", "33.6 MB", "67.1 MB", "134.2 MB"]
    assert seen["memory"]["sizes"] == [
        f"{n} of 4: {text}" for n, text in zip(V.n_attention, kept, strict=True)
    ]
    assert [f"{V.decode_bytes[k, -1] / 1e6:.1f} MB" for k in (1, 2, 3)] == kept[1:]
    assert seen["time"]["times"] == [
        f"{n} of 4: {us:,.0f} µs" for n, us in zip(V.n_attention, V.decode_us[:, -1], strict=True)
    ]
    assert "µs of one CPU thread" in seen["time"]["time"]["axes"][0]
    assert ", 1 thread," in V.machine
    assert seen["memory"]["times"] == [""] * 4


def test_captions_quote_the_values(seen: Notes) -> None:
    mean = 100 * V.accuracy_mean
    assert seen["question"]["caption"].startswith(f"{V.lookup_pairs} pairs read")
    first = f"The first attention layer: from {mean[0, K]:.1f} % right to {mean[1, K]:.1f} %."
    assert seen["first"]["caption"] == first
    beyond = np.diff(V.accuracy_mean[:, K])[1:].max()
    more = np.diff(V.document_bytes[:, K])[1:].min() / 1000
    assert seen["more"]["caption"] == (
        f"{first}\nEach step beyond: at most {100 * beyond:.1f} points, for {more:.0f} kB or more."
    )
    assert seen["plane"]["caption"].endswith(f"Without attention: {mean[0, K]:.1f} % right.")
    assert seen["longer"]["caption"] == (
        f"In the table, {V.pairs[-1]} pairs, more than trained: every stack falls,\n"
        "2 of 4 below 1 of 4, but their ranges overlap."
    )
    ratio = V.decode_us[1] / V.decode_us[0]
    assert seen["time"]["caption"] == (
        "One attention layer: 512 bytes more with every token.\n"
        f"Time against none: {ratio[1]:.1f} times at 1,024 tokens, {ratio[-1]:.1f} times at 65,536."
    )


def test_what_the_captions_claim_holds() -> None:
    assert (V.accuracy_mean[:, -1] < V.accuracy_mean[:, K]).all(), "every stack falls"
    assert V.pairs[-1] > V.lookup_pairs
    one, two = (V.accuracy[k, -1] for k in (1, 2))
    assert two.mean() < one.mean(), "2 of 4 below 1 of 4"
    assert one.min() <= two.max(), "but their ranges overlap"
    assert two.min() <= one.max()
    assert V.bytes_per_token.tolist()[:2] == [0, 512]
    assert (V.lookup_said[1:] == V.lookup_values[V.lookup_pair]).all(), "as with four"
    assert V.decode_contexts[1] == 1024


def test_the_corrections_are_published_figures(seen: Notes) -> None:
    assert seen["erratum"]["wrong"] == [
        [
            "Jamba’s attention layers",
            "~7 %",
            "12.5 %",
            "4 of 32; 7.1 % is Mamba-2-Hybrid 8B’s, MLPs counted",
        ],
        [
            "Jamba’s memory",
            "near-fixed",
            "grows",
            "16.4 kB a token: 4.29 GB of cache at 256K tokens, fp16",
        ],
    ]
    assert "toy" not in seen["erratum"]["published"]
    for source in ("Lieber et al. 2024", "AI21’s model card 2024", "Waleffe et al. 2024"):
        assert source in seen["erratum"]["published"]
    assert seen["time"]["published"] == ""
    assert V.published_attention[0] / V.published_layers[0] == 0.125
    assert V.jamba_bytes_per_token == 16 * 2**10
    assert V.jamba_cache_bytes == 4 * 2**30
