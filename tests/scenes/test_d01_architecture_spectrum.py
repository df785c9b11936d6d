"""What scene 1 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import HEIGHT, PX, WIDTH
from anim_lib.primitives.bar_strip import CLEAR
from anim_lib.primitives.family_name import DASHES
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts.d01_hybrids import BOX
from scenes.casts.d01_tables import LONG, ZEROS
from scenes.d01_architecture_spectrum import D01ArchitectureSpectrum
from scenes.values.d01_architecture_spectrum import Values
from tests import drawn
from tests.areas import area
from tests.played import run

V = load(Values)[0]
N = len(V.tokens)
ROLES = ("recurrent", "ssm", "hybrid", "transformer")
READ = {"question": 0, "first": 1, "second": 2, "run": N, "aha": N, "rest": N}
Notes = dict[str, dict[str, Any]]


def lane_of(lane: Any) -> dict[str, Any]:
    """Return areas, outlines and colours of one lane."""
    return {
        "block": area(lane.rim),
        "side": drawn.sizes(lane.rim),
        "columns": [area(bar) for bar in lane.bars],
        "lefts": drawn.boxes(lane.bars)[:, 0] if lane.bars else [],
        "kept": drawn.printed(lane.counter),
        "colours": drawn.fills([lane.rim, lane.block]) if len(lane.rim.points) else None,
        "bars": drawn.fills(lane.bars) if lane.bars else None,
        "running": len(lane.pulses.points),
    }


def figures_of(figures: Any) -> dict[str, Any]:
    """Return bars, numbers and words of one column of a table."""
    bars = figures.bars
    return {
        "long": [drawn.bar_lengths([bar], figures.bars.base)[0] for bar in bars.bars],
        "colours": [drawn.fills(bar) if len(bar.points) else None for bar in bars.bars],
        "numbers": drawn.texts(bars.counters),
        "below": drawn.texts(figures.below),
        "head": drawn.printed(figures.head),
        "zero": drawn.ends(bars.line)[:, 0] if len(bars.line.points) else None,
    }


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    kept: Notes = {"theme": {"theme": THEMES[request.param]}}

    def read(scene: Any, beat: Beat) -> None:
        on, found = scene.on, kept.setdefault(beat.name, {"caption": beat.caption})
        found["lanes"] = [lane_of(lane) for lane in on.lanes]
        found["cards"] = drawn.fills(on.row.cards) if len(on.row.cards[0].points) else None
        found["middles"] = drawn.middles(on.row.cards)[:, 0]
        found["token"] = drawn.printed(on.row.counter)
        found["held"] = drawn.texts(on.held)
        found["names"] = [drawn.texts([name.family, name.kind]) for name in on.names]
        found["note"] = drawn.printed(on.note)
        for key, table in zip(("training", "decoding"), scene.tables, strict=True):
            found[key] = [figures_of(table.first), figures_of(table.second)]
            found[f"{key} title"] = drawn.printed(table.title)
            found[f"{key} note"] = drawn.printed(table.note)
        chart, hybrids = scene.hybrids.chart, scene.hybrids
        found["lines"] = [painter.curve.points.copy() for painter in chart.painters]
        found["dash"] = [painter.curve.dash for painter in chart.painters]
        found["ticks"] = [
            [(drawn.printed(text), *drawn.middles(text)) for text in axis.labels]
            for axis in chart.axes[:2]
        ]
        found["hybrids"] = drawn.texts([*hybrids.names, hybrids.head.kind, hybrids.note])

    run(D01ArchitectureSpectrum, request.param, read)
    return kept


@pytest.mark.parametrize("beat", READ)
def test_areas_are_the_numbers_kept_to_one_scale(seen: Notes, beat: str) -> None:
    count, lanes = READ[beat], seen[beat]["lanes"]
    full = seen["aha"]["lanes"][3]
    per = sum(full["columns"]) / V.kept_numbers[3, -1]
    for k, lane in enumerate(lanes):
        kept = V.kept_numbers[k, count - 1] if count else 0
        assert lane["block"] + sum(lane["columns"]) == pytest.approx(per * kept)
        assert lane["block"] == pytest.approx(per * V.block_numbers[k] * (count > 0))
        shown = np.array(lane["columns"])
        assert int((shown > 0).sum()) == (V.columns[k, count - 1] if count else 0)
        np.testing.assert_allclose(shown[shown > 0], per * V.column_numbers[k])
        assert lane["kept"] == (f"{kept:,}" if count else "")
        assert not lane["running"], "at rest nothing is on its way"


def test_at_token_64_blocks_are_those_of_token_1_and_columns_are_64(seen: Notes) -> None:
    first, last = (seen[beat]["lanes"] for beat in ("first", "aha"))
    for k, (one, many) in enumerate(zip(first, last, strict=True)):
        np.testing.assert_allclose(many["side"], one["side"])
        assert sum(size > 0 for size in many["columns"]) == (N if k > 1 else 0)
    assert seen["aha"]["held"] == ["as at token 1"] * 2 + ["block + 64 columns", "64 columns"]
    assert (V.kept_numbers[:2, 0] == V.kept_numbers[:2, -1]).all()
    assert seen["aha"]["token"] == f"token {N}"
    assert seen["aha"]["note"] == "areas to scale"
    assert "Columns keep every token" in seen["aha"]["caption"]
    assert V.columns[2:, -1].tolist() == [N, N]


def test_blocks_are_squares_and_columns_stand_below_their_tokens(seen: Notes) -> None:
    for lane in seen["aha"]["lanes"]:
        wide, high = lane["side"]
        assert wide == pytest.approx(high)
        if len(lane["lefts"]):
            halves = seen["aha"]["middles"] - lane["lefts"]
            np.testing.assert_allclose(halves, halves[0], atol=drawn.places.NEAR)


def test_names_are_the_families_and_what_they_are_made_of(seen: Notes) -> None:
    told = [list(pair) for pair in zip(V.labels, V.kinds, strict=True)]
    for beat in ("question", "aha", "training", "decoding", "rest"):
        assert seen[beat]["names"] == told
    assert seen["hybrids"]["names"] == [["", ""]] * len(told), "they are not in this picture"


@pytest.mark.parametrize("beat", ["second", "aha", "rest"])
def test_colours_say_the_family_and_only_the_newest_is_full(seen: Notes, beat: str) -> None:
    theme, count = seen["theme"]["theme"], READ[beat]
    water = rgb(theme.fill("cache"))
    for role, lane in zip(ROLES, seen[beat]["lanes"], strict=True):
        if lane["colours"] is not None:
            full = rgb(theme.fill(role))
            drawn.assert_colours(lane["colours"], [full, mix(full, theme.ground, 0.5)])
        if lane["bars"] is not None:
            right = [mix(water, theme.ground, 0.5)] * (count - 1) + [water]
            drawn.assert_colours(lane["bars"][:count], right)
    cards = [rgb(theme.hairline)] * (count - 1) + [rgb(theme.ink)]
    cards += [rgb(theme.ground)] * (N - count)
    drawn.assert_colours(seen[beat]["cards"], cards)


TABLES = {
    ("depth", "training", 0): (V.training_work[:, -1], V.work_vmax),
    ("depth", "training", 1): (V.training_depth[:, -1], V.depth_vmax),
    ("decoding", "decoding", 0): (V.decode_bytes[:, -1], V.kept_vmax),
    ("decoding", "decoding", 1): (V.decode_us[:, -1], V.time_vmax),
}
PRINTED = {
    ("training", 0): ["4.4", "3.6", "278", "553"],
    ("training", 1): ["65,536", "31", "31", "1"],
    ("decoding", 0): ["768 B", "10.5 kB", "33.6 MB", "67.1 MB"],
    ("decoding", 1): ["254", "276", "2,541", "5,170"],
}
SCALES = {"B": 1.0, "kB": 1e3, "MB": 1e6}


@pytest.mark.parametrize(("beat", "table", "column"), TABLES)
def test_bars_start_at_zero_and_are_as_long_as_their_figures(
    seen: Notes, beat: str, table: str, column: int
) -> None:
    values, vmax = TABLES[beat, table, column]
    found = seen[beat][table][column]
    right = np.asarray(values) / vmax * LONG
    hidden = right <= CLEAR
    np.testing.assert_allclose(found["long"], np.where(hidden, 0.0, right), atol=0.05)
    np.testing.assert_allclose(found["zero"], ZEROS[column], atol=0.05)
    theme = seen["theme"]["theme"]
    for role, colour, is_hidden in zip(ROLES, found["colours"], hidden, strict=True):
        if not is_hidden:
            drawn.assert_colours([colour], [rgb(theme.fill(role))])
    assert found["numbers"] == PRINTED[table, column]


def test_printed_figures_are_the_values() -> None:
    work = [float(text) * 1e9 for text in PRINTED["training", 0]]
    np.testing.assert_allclose(work, V.training_work[:, -1], rtol=0.02)
    depth = [int(text.replace(",", "")) for text in PRINTED["training", 1]]
    assert depth == V.training_depth[:, -1].tolist()
    kept = [text.split() for text in PRINTED["decoding", 0]]
    sizes = [float(number) * SCALES[unit] for number, unit in kept]
    np.testing.assert_allclose(sizes, V.decode_bytes[:, -1], rtol=0.005)
    time = [int(text.replace(",", "")) for text in PRINTED["decoding", 1]]
    np.testing.assert_allclose(time, V.decode_us[:, -1], atol=0.5)


def test_training_and_decoding_never_share_a_frame(seen: Notes) -> None:
    for beat, found in seen.items():
        if beat != "theme":
            there = [bool(found[f"{table} title"]) for table in ("training", "decoding")]
            assert there == [beat in ("training", "depth"), beat == "decoding"]
    assert seen["training"]["training"][1]["head"] == "", "one column after the other"


def test_tables_say_how_costs_grow_and_where_they_come_from(seen: Notes) -> None:
    train, decode = seen["depth"]["training"], seen["decoding"]["decoding"]
    for told, orders in (
        (train[0]["below"], V.training_order),
        (train[1]["below"], V.training_depth_formula),
        (decode[0]["below"], V.memory_order),
        ([text.removeprefix("work ") for text in decode[1]["below"]], V.decode_order),
    ):
        for text, order in zip(told, orders, strict=True):
            grown = f"grows as {order}".replace("-", "−")
            assert text == ("does not grow" if order == "1" else grown)
    read_at_once = f"Reading N = {V.lengths[-1]:,} tokens at once, as in training"
    assert seen["depth"]["training title"] == read_at_once
    assert seen["decoding"]["decoding title"].endswith(f"after N = {V.decode_contexts[-1]:,}")
    assert V.lengths[-1] == V.decode_contexts[-1]
    assert seen["decoding"]["decoding note"] == V.machine.split(", torch")[0]
    assert decode[1]["head"] == "CPU time, fastest run, µs"
    assert "toy models" in seen["depth"]["training note"]
    assert V.decode_us[3, -1] > V.decode_us[2, -1] > V.decode_us[:2].max(), "as the caption says"
    rows = (V.training_depth[:, -1] == V.lengths[-1]).tolist()
    assert rows == [True, False, False, False], "only the LSTM waits for every step"


def test_the_hybrids_lie_on_their_log_axes(seen: Notes) -> None:
    at = seen["hybrids"]
    left, top, right, bottom = BOX
    decades = np.log10(V.bytes_vmax / V.bytes_vmin)
    octaves = np.log2(V.public_contexts[-1] / V.public_contexts[0])
    rows = (V.growing_bytes, V.bounded_bytes)
    for points, dash, kept in zip(at["lines"], at["dash"], rows, strict=True):
        x = points[:, 0] / PX + WIDTH / 2
        y = HEIGHT / 2 - points[:, 1] / PX
        order = np.argsort(x)
        tokens = V.public_contexts[0] * 2 ** ((x[order] - left) / (right - left) * octaves)
        shown = V.bytes_vmin * 10 ** ((bottom - y[order]) / (bottom - top) * decades)
        line = np.interp(np.log(tokens), np.log(V.public_contexts), np.log(kept))
        np.testing.assert_allclose(np.log(shown), line, atol=1e-6)
        assert tokens[[0, -1]] == pytest.approx(V.public_contexts[[0, -1]])
        family = dash == DASHES["hybrid"]
        assert family == (kept is V.growing_bytes), "told apart without colour; Jamba as elsewhere"
    up, across = at["ticks"]
    for text, _, middle in up:
        number, unit = text.split()
        size = float(number) * {"MB": 1e6, "GB": 1e9}[unit]
        place = bottom - np.log10(size / V.bytes_vmin) / decades * (bottom - top)
        assert middle == pytest.approx(place, abs=2.0)
    for text, middle, _ in across:
        share = np.log2(int(text.replace(",", "")) / V.public_contexts[0]) / octaves
        assert middle == pytest.approx(left + share * (right - left), abs=2.0)
    assert [text for text, *_ in across][1] == f"{V.window:,}"


def test_the_hybrids_are_named_with_source_and_year(seen: Notes) -> None:
    said = seen["hybrids"]["hybrids"]
    assert said[:3] == [V.growing_model, "attends to every token", "4.3 GB"]
    assert said[3:6] == [V.bounded_model, f"Griffin: attends to {V.window:,}", "17.2 MB"]
    assert V.growing_bytes[-1] / 1e9 == pytest.approx(4.3, abs=0.05)
    assert V.bounded_bytes[-1] / 1e6 == pytest.approx(17.2, abs=0.05)
    assert "log scale" in said[6]
    assert "2024" in said[7]
