"""What scene 3 draws, read back from points, colours and glyphs, against its saved values.

Places on an axis are turned back into values by that axis' own ticks, as drawn: where their
marks stand and what is printed at them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts.d03_times import METHODS, SCAN, STORED
from scenes.d03_quadratic_explosion import D03QuadraticExplosion
from scenes.values.d03_quadratic_explosion import Values
from tests import drawn
from tests.drawn.colours import ramp_colours
from tests.played import run

UNITS = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "k": 1e3}
Read = Callable[[Any], Any]
Seen = dict[str, dict[str, Any]]


def number(text: str) -> float:
    """Return what a tick says: 1,000 or 100M."""
    plain = text.replace(",", "")
    return float(plain[:-1]) * UNITS[plain[-1]] if plain[-1] in UNITS else float(plain)


def reading(axis: Any, along: int) -> Read:
    """Return the map from stage pixels to values that the axis' hairlines and numbers draw."""
    at = [drawn.ends(hair)[0, along] for hair in axis.hairs]
    says = np.log10([number(text) for text in drawn.texts(axis.labels)])
    slope, zero = np.polyfit(at, says, 1)
    np.testing.assert_allclose(np.polyval([slope, zero], at), says, atol=1e-9)
    return lambda px: 10.0 ** (slope * np.asarray(px) + zero)


def whole(blocks: Any) -> Any:
    """Width and height of all that blocks paint, and their colour."""
    found = drawn.boxes([block.area for block in blocks])
    low, high = np.nanmin(found[:, :2], axis=0), np.nanmax(found[:, 2:], axis=0)
    return high - low, drawn.fills([block.area for block in blocks])[-1]


def triangle(slope: Any) -> dict[str, Any]:
    corners = np.vstack([drawn.corners(slope.legs), drawn.ends(slope.legs)[1]])
    return {"at": corners, "says": drawn.texts([slope.run, slope.rise])}


def of_areas(areas: Any) -> dict[str, Any]:
    back, across, up = areas.back, areas.plot.axes[1], areas.plot.axes[0]
    note: dict[str, Any] = {
        "square": whole(back.tiles) if len(back.tiles[-1].area.points) else None,
        "strip": whole(back.strips) if len(back.strips[-1].area.points) else None,
        "names": drawn.texts(areas.names),
        "table": [drawn.texts(row) for row in areas.table.counters],
        "factors": [drawn.texts(row) for row in areas.factors],
        "sides": [text for text in drawn.texts(areas.sides) if text],
    }
    if len(back.squares[0].points) and len(across.hairs[0].points):
        note["tokens"], note["work"] = reading(across, 0), reading(up, 1)
        marks = (back.squares, back.dots)
        note["points"] = [drawn.middles(row) for row in marks]
        note["colours"] = [drawn.fills(row) for row in marks]
        note["slopes"] = [triangle(slope) for slope in areas.slopes if len(slope.legs.points)]
        note["lines"] = drawn.texts(areas.lines)
    return note


def of_times(times: Any) -> dict[str, Any]:
    chart = times.chart
    if not len(chart.axes[0].hairs[0].points):
        return {}
    points = [painter.submobjects for painter in chart.painters[3:]]
    return {
        "tokens": reading(chart.axes[1], 0),
        "time": reading(chart.axes[0], 1),
        "points": [drawn.middles(row) for row in points],
        "fills": [drawn.fills(row) for row in points],
        "lines": [
            drawn.ends(painter.curve) if len(painter.curve.points) else None
            for painter in chart.painters[:3]
        ],
        "pieces": [len(painter.curve.points) // 4 for painter in chart.painters[:3]],
        "names": [drawn.texts(name) for name in times.names],
        "flat": drawn.texts(times.flat),
        "rings": drawn.middles([meeting.ring for meeting in times.meetings]),
        "drops": [drawn.boxes(meeting.drop) for meeting in times.meetings],
        "crossings": drawn.texts([meeting.word for meeting in times.meetings]),
        "whose": drawn.texts(times.whose),
        "slopes": [triangle(slope) for slope in times.slopes if len(slope.legs.points)],
        "quiet": drawn.texts([times.unit, times.unit_each, times.machine, times.fitted]),
    }


def of_errata(wrong: Any) -> dict[str, Any]:
    charts = []
    for chart in wrong.drawn:
        axis = chart.axes[0]
        ticks = [drawn.ends(mark)[0, 1] for mark in axis.marks if len(mark.points)]
        bars = drawn.boxes(chart.painters[0].submobjects)
        labels = drawn.texts(chart.axes[1].labels)
        charts.append({"ticks": ticks, "says": drawn.texts(axis.labels), "bars": bars})
        charts[-1] |= {"labels": labels, "name": drawn.texts([chart.axes[2]])}
    computed = wrong.computed
    if not len(computed.axes[0].hairs[0].points):
        return {"drawn": charts}
    points = [drawn.middles(painter.submobjects) for painter in computed.painters[2:]]
    return {
        "drawn": charts,
        "strikes": [drawn.edges(rule.curve) for cross in wrong.crosses for rule in cross],
        "tokens": reading(computed.axes[1], 0),
        "work": reading(computed.axes[0], 1),
        "unit": drawn.texts([computed.axes[2]]),
        "points": points,
        "lines": drawn.texts(wrong.lines),
    }


def watch(theme: str) -> Seen:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Seen = {}

    def read(scene: Any, beat: Beat) -> None:
        on = scene.on
        notes[beat.name] = {
            "caption": beat.caption,
            "areas": of_areas(on.areas),
            "times": of_times(on.times),
            "errata": of_errata(on.errata),
        }

    run(D03QuadraticExplosion, theme, read)
    return notes


@pytest.fixture(scope="module", params=["paper", "ink"])
def both(request: pytest.FixtureRequest) -> tuple[Seen, str]:
    return watch(request.param), request.param


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


AREAS = [("question", 0, 256.0), ("square", 1, 512.0), ("again", 3, 512.0), ("far", 7, 512.0)]


@pytest.mark.parametrize(("beat", "k", "side"), AREAS)
def test_areas_are_the_work_on_one_scale(
    both: tuple[Seen, str], v: Values, beat: str, k: int, side: float
) -> None:
    seen, theme = both
    (square, blue), (strip, green) = seen[beat]["areas"]["square"], seen[beat]["areas"]["strip"]
    assert square == pytest.approx((side, side))
    assert strip[0] == pytest.approx(side)
    assert square.prod() / strip.prod() == pytest.approx(v.attention_work[k] / v.scan_work[k])
    colours = THEMES[theme]
    floor = {"paper": 0.62, "ink": 0.5}[theme]
    drawn.assert_colours(blue, ramp_colours([floor], colours.attention_ramp, (0, 1))[0])
    drawn.assert_colours(drawn.between(green, colours.fill("ssm"), colours.ground).value, 0.0)


def test_the_table_counts_the_areas(both: tuple[Seen, str], v: Values) -> None:
    seen, _ = both
    rows = [0, 1, 2, 3, 7]
    whole_table = [[f"{n[k]:,}" for n in (v.seq_lens, v.attention_work, v.scan_work)] for k in rows]
    for beat, count in (("question", 1), ("square", 2), ("again", 4), ("far", 5)):
        areas = seen[beat]["areas"]
        assert areas["table"][:count] == whole_table[:count]
        assert all(text == "" for row in areas["table"][count:] for text in row)
    assert seen["again"]["areas"]["factors"] == [["×2", "×4", "×2"]] * 3 + [["", "", ""]]
    assert seen["far"]["areas"]["factors"] == [["×2", "×4", "×2"]] * 3 + [["×16", "×256", "×16"]]
    longer, larger = (column[7] / column[3] for column in (v.seq_lens, v.attention_work))
    assert (longer, larger, v.scan_work[7] / v.scan_work[3]) == (16, 256, 16)
    assert (v.square_ratio == 4).all()
    assert (v.strip_ratio == 2).all()
    assert f"{v.seq_lens[-1]:,} tokens" in seen["far"]["caption"]
    ratio = f"{v.attention_work[-1] / v.scan_work[-1]:.0f} times the scan’s work"
    assert ratio in seen["far"]["caption"]


@pytest.mark.parametrize(
    ("beat", "says"),
    [
        ("question", "128 tokens across"),
        ("square", "256 tokens across"),
        ("again", "1,024 tokens across, drawn at 1 : 4"),
        ("far", "16,384 tokens across, drawn at 1 : 64"),
        ("plot", None),
    ],
)
def test_it_is_told_how_wide_the_areas_are(
    both: tuple[Seen, str], beat: str, says: str | None
) -> None:
    areas = both[0][beat]["areas"]
    assert areas["sides"] == ([says] if says else [])
    if not says:
        return
    tokens, _, scale = says.partition(" tokens across, drawn at 1 : ")
    first = 256.0 / 128.0  # stage pixels a token on the first frame
    (side, _), _ = areas["square"]
    assert side * float(scale or 1) == pytest.approx(number(tokens.split()[0]) * first)


@pytest.mark.parametrize("beat", ["plot", "slopes"])
def test_points_of_the_counts_lie_where_they_should(
    both: tuple[Seen, str], v: Values, beat: str
) -> None:
    seen, theme = both
    areas = seen[beat]["areas"]
    assert areas["square"] is areas["strip"] is None, "no area is left in the nest"
    roles = ("attention", "ssm")
    told = zip(
        (v.attention_work, v.scan_work), roles, areas["points"], areas["colours"], strict=True
    )
    for work, role, points, colours in told:
        np.testing.assert_allclose(areas["tokens"](points[:, 0]), v.seq_lens, rtol=1e-3)
        np.testing.assert_allclose(areas["work"](points[:, 1]), work, rtol=3e-3)
        share = drawn.between(colours, THEMES[theme].fill(role), THEMES[theme].ground)
        drawn.assert_colours(share.value, np.zeros(len(work)))


def test_the_names_of_the_areas_say_what_is_multiplied(both: tuple[Seen, str], v: Values) -> None:
    names = ["attention: tokens × tokens × 128", "state space model (SSM) scan: tokens × 4,160"]
    assert both[0]["square"]["areas"]["names"] == names
    assert (v.attention_work == v.seq_lens.astype(int) ** 2 * 128).all()
    assert (v.scan_work == v.seq_lens * 4_160).all()


def test_slopes_of_the_counts_are_two_and_one(both: tuple[Seen, str], v: Values) -> None:
    areas = both[0]["slopes"]["areas"]
    assert len(areas["slopes"]) == 2
    for slope, factor in zip(areas["slopes"], (4, 2), strict=True):
        (x0, y0), (x1, _), (_, y1) = slope["at"]
        assert areas["tokens"](x1) / areas["tokens"](x0) == pytest.approx(2, rel=1e-3)
        assert areas["work"](y1) / areas["work"](y0) == pytest.approx(factor, rel=3e-3)
        assert slope["says"] == ["×2", f"×{factor}"]
    assert areas["lines"] == ["attention: slope 2", "SSM scan: slope 1"]
    assert (v.attention_work_exponent, v.scan_work_exponent) == pytest.approx((2, 1))
    assert both[0]["slopes"]["caption"] == "Twice the tokens: ×4 the work, or ×2."


@pytest.mark.parametrize(("beat", "each"), [("clock", False), ("crossing", False), ("each", True)])
def test_points_of_the_times_lie_where_they_were_measured(
    both: tuple[Seen, str], v: Values, beat: str, each: bool
) -> None:
    seen, theme = both
    times = seen[beat]["times"]
    measured = (v.us_per_token if each else v.ms)[list(METHODS)]
    for row, (points, fills, line) in enumerate(
        zip(times["points"], times["fills"], times["lines"], strict=True)
    ):
        np.testing.assert_allclose(times["tokens"](points[:, 0]), v.seq_lens, rtol=1e-3)
        np.testing.assert_allclose(times["time"](points[:, 1]), measured[row], rtol=3e-3)
        fill = (
            THEMES[theme].ground
            if row == STORED
            else THEMES[theme].fill(("attention", "ssm")[row == SCAN])
        )
        drawn.assert_colours(fills, np.tile(_rgb(fill), (len(fills), 1)))
        np.testing.assert_allclose(line, points[[0, -1]], atol=0.05)
    stored, fused, scan = times["pieces"]
    assert stored == fused == len(v.seq_lens) - 1, "attention's lines are whole"
    assert scan > 3 * stored, "the scan's is dashed"


def _rgb(colour: str) -> list[float]:
    return [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def test_the_poster_names_curves_and_slopes_and_machine(both: tuple[Seen, str], v: Values) -> None:
    times = both[0]["crossing"]["times"]
    stored, fused, scan = v.exponent[list(METHODS)]
    assert times["names"] == [
        ["attention, plain", f"slope {stored:.1f}"],
        ["attention,", "optimised", f"slope {fused:.1f}"],
        ["SSM scan,", "Python loop", f"slope {scan:.1f}"],
    ]
    unit, unit_each, machine, fitted = times["quiet"]
    assert (unit, unit_each) == ("ms of CPU time, log scale", "")
    assert machine.removeprefix("CPU time on ") == "AMD EPYC, 1 thread, float32"
    assert v.machine.startswith(machine.removeprefix("CPU time on "))
    assert f"{v.fit_from:,}" in fitted
    assert both[0]["each"]["times"]["quiet"][:2] == ["", "µs of CPU time per token, log scale"]


def test_rings_stand_where_the_curves_were_measured_to_cross(
    both: tuple[Seen, str], v: Values
) -> None:
    crossing = both[0]["crossing"]
    times = crossing["times"]
    x, y = times["rings"].T
    np.testing.assert_allclose(times["tokens"](x), v.scan_crossing, rtol=1e-3)
    np.testing.assert_allclose(times["time"](y), v.scan_crossing_ms, rtol=3e-3)
    for (left, top, right, bottom), ring in zip(times["drops"], times["rings"], strict=True):
        assert left == pytest.approx(right) == pytest.approx(ring[0])
        assert ring[1] < top < bottom == pytest.approx(720)
    hundreds = [f"{100 * round(n / 100):,}" for n in v.scan_crossing]
    assert times["crossings"] == hundreds == ["2,900", "8,700"]
    assert times["whose"] == ["plain", "optimised"]
    assert (
        crossing["caption"]
        == f"Optimised attention beats this Python-loop scan up to {hundreds[1]} tokens."
    )
    faster = v.seq_lens < v.scan_crossing[1]
    assert (v.ms[1] < v.ms[2]).tolist() == faster.tolist(), "what the caption says"


def test_triangles_of_the_times_are_measured_doublings(both: tuple[Seen, str], v: Values) -> None:
    times = both[0]["crossing"]["times"]
    for slope, (method, k) in zip(times["slopes"], ((STORED, 6), (SCAN, 1)), strict=True):
        (x0, y0), (_, y1), (x1, _) = slope["at"]
        factor = v.ms[method, k + 1] / v.ms[method, k]
        assert times["tokens"](x0) == pytest.approx(v.seq_lens[k], rel=1e-3)
        assert times["tokens"](x1) == pytest.approx(v.seq_lens[k + 1], rel=1e-3)
        assert times["time"](y1) / times["time"](y0) == pytest.approx(factor, rel=3e-3)
        assert slope["says"] == ["×2", f"×{factor:.1f}"]
        told = v.exponent[method]
        assert f"{np.log2(factor):.1f}" == f"{told:.1f}", "a triangle agrees with its curve's slope"


def test_captions_of_the_times_are_true(both: tuple[Seen, str], v: Values) -> None:
    seen, _ = both
    assert "starts faster" in seen["clock"]["caption"]
    assert (v.ms[:2, 0] < v.ms[2, 0]).all()
    assert "twice as steeply" in seen["clock"]["caption"]
    np.testing.assert_allclose(v.exponent[:2] / v.exponent[2], 2, atol=0.11)
    assert seen["each"]["caption"] == "Per token, only the scan is flat."
    assert np.ptp(v.us_per_token[SCAN]) / v.us_per_token[SCAN].mean() < 0.06
    assert (v.us_per_token[:2, -1] / v.us_per_token[:2, 0] > 20).all(), "attention is not"
    ends = [f"{us[0]:.3g} to {us[-1]:.3g} µs" for us in v.us_per_token[list(METHODS)]]
    assert [text.split(": ")[1] for text in seen["each"]["times"]["flat"]] == ends


def test_the_drawn_charts_are_drawn_as_they_were(both: tuple[Seen, str], v: Values) -> None:
    seen, theme = both
    tops = (v.drawn_chart_tops, v.drawn_scan_chart_tops)
    tokens = (v.drawn_chart_tokens, v.drawn_scan_chart_tokens)
    for chart, top, labels in zip(seen["erratum"]["errata"]["drawn"], tops, tokens, strict=True):
        low, high = chart["ticks"]
        assert [np.log10(number(text)) for text in chart["says"]] == v.drawn_chart_axis.tolist()
        ends = v.drawn_chart_axis[0] + (low - chart["bars"][:, 1]) / (low - high) * 5
        np.testing.assert_allclose(ends, top, atol=1e-6)
        assert len(np.unique(chart["bars"][:, 3].round(6))) == 1, "on one base"
        assert [number(text) for text in chart["labels"]] == labels.tolist()
        assert len(chart["bars"]) == len(chart["labels"]) - 1, "a bar short"
    assert seen["erratum"]["errata"]["drawn"][0]["name"] == ["attention: 1 of 5 bars missing"]
    assert len(seen["erratum"]["errata"]["strikes"]) == 4, "two crosses"
    for strike in seen["erratum"]["errata"]["strikes"]:
        drawn.assert_colours(strike, _rgb(THEMES[theme].stroke("wrong")))


def test_both_models_are_computed_on_one_pair_of_axes(both: tuple[Seen, str], v: Values) -> None:
    wrong = both[0]["erratum"]["errata"]
    attention, scan = wrong["points"]
    tokens = v.drawn_chart_tokens.astype(float)
    assert wrong["unit"] == ["multiplications, log scale"]
    assert wrong["lines"] == ["attention: 128 N²", "SSM scan: 4,160 N"]
    for points, work in ((attention, 128 * tokens**2), (scan, 4_160 * tokens)):
        np.testing.assert_allclose(wrong["tokens"](points[:, 0]), tokens, rtol=1e-3)
        np.testing.assert_allclose(wrong["work"](points[:, 1]), work, rtol=3e-3)
