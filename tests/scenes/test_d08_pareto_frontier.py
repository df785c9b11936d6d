"""What scene 8 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts import d08_plane, d08_times
from scenes.d08_pareto_frontier import D08ParetoFrontier
from scenes.values.d08_pareto_frontier import Values
from tests import drawn
from tests.played import run

pytestmark = pytest.mark.slow
PIXEL = 0.05  # tolerance in stage pixels
LEAST = 6.0  # a shorter error bar is not drawn
QUIET = 0.5  # share of the ground in what is stepped back
PALE = 0.72  # and in a track
ROLES = {
    "recurrent": "recurrent",
    "linear attention": "recurrent",
    "state space": "ssm",
    "hybrid": "hybrid",
    "transformer": "transformer",
}
CORNERS = {"recurrent": 4, "ssm": 48, "hybrid": 10, "transformer": 28}
ON_STAGE = ("states", "press", "guess", "size", "caches", "frontier")


def _centre(mark: Any) -> Any:
    """Middle of a mark, the mean of its corners; NaN when it is hidden."""
    return drawn.corners(mark).mean(axis=0) if len(mark.points) else np.full(2, np.nan)


def _centres(marks: Any) -> Any:
    return np.array([_centre(mark) for mark in marks])


def _notes(scene: Any, beat: Beat) -> dict[str, Any]:
    """Return everything that is read from the mobjects, as numbers and words."""
    p, times, cards = scene.plane, scene.times, scene.task.cards
    marks = [mark for painter in times.chart.painters[9:] for mark in painter.submobjects]
    lines = [painter.submobjects[0] for painter in times.chart.painters[:9]]
    return {
        "caption": beat.caption,
        "cards": [drawn.printed(label) for label in (*cards.labels, *cards.others.values())],
        "card_edges": drawn.edges(cards.cards),
        "marks": _centres(p.points.marks),
        "corners": [len(mark.points) // 4 for mark in p.points.marks],
        "fills": drawn.fills(p.points.marks),
        "bars": [[drawn.boxes(part) for part in bar] for bar in p.points.bars],
        "bar_edges": drawn.edges([bar[0] for bar in p.points.bars]),
        "names": [drawn.printed(name) for name in p.points.names],
        "name_boxes": drawn.boxes(p.points.names),
        "tracks": drawn.boxes(p.tracks.bands),
        "track_fills": drawn.fills(p.tracks.bands),
        "guess": drawn.boxes(p.guess.curve),
        "guess_name": drawn.printed(p.guess.label),
        "steps": [drawn.printed(label) for label in p.steps.labels],
        "step_edges": drawn.edges(p.steps.cards),
        "asked": [drawn.printed(label) for label in p.asked],
        "axes": [drawn.printed(name) for name in p.plot.names],
        "ticks": [
            (drawn.printed(label), drawn.middles(label), drawn.boxes(mark))
            for label, mark in zip(p.plot.axes[1].labels, p.plot.axes[1].marks, strict=True)
        ],
        "fine": drawn.boxes(p.plot.axes[1].fine)[:, 0],
        "hairs": drawn.boxes(p.plot.axes[0].hairs)[:, 1],
        "notes": [drawn.printed(note) for note in p.notes],
        "shade": drawn.corners(p.shade.shade),
        "shade_fill": drawn.fills([p.shade.shade]),
        "edge": drawn.corners(p.edge.edge),
        "times": _centres(marks).reshape(9, -1, 2),
        "time_fills": drawn.fills(marks).reshape(9, -1, 3),
        "lines": drawn.edges(lines),
        "time_names": [drawn.printed(name) for name in times.names],
        "time_axes": [drawn.printed(name) for name in times.chart.axes[2:]],
    }


@pytest.fixture(scope="module", params=sorted(THEMES))
def seen(request: Any) -> dict[str, Any]:
    """Numbers read on the last frame of each beat, and the theme."""
    notes: dict[str, Any] = {"theme": THEMES[request.param]}

    def read(scene: Any, beat: Beat) -> None:
        notes[beat.name] = _notes(scene, beat)

    run(D08ParetoFrontier, request.param, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def _to_x(v: Values, numbers: Any) -> Any:
    left, _, right, _ = d08_plane.BOX
    share = np.log(np.asarray(numbers) / v.document_bytes_vmin) / np.log(
        v.document_bytes_vmax / v.document_bytes_vmin
    )
    return left + share * (right - left)


def _to_y(shares: Any) -> Any:
    _, top, _, bottom = d08_plane.BOX
    return bottom + np.asarray(shares) * (top - bottom)


def _length(beat: str) -> int:
    """Index into the pairs of what is shown at the end of a beat: 4 pairs, then 32."""
    return 2 if beat == "states" else 5


def _there(v: Values, beat: str) -> Any:
    fixed = v.bytes_per_token == 0
    return np.ones(9, dtype=bool) if beat in ("caches", "frontier") else fixed


@pytest.mark.parametrize("beat", ON_STAGE)
def test_marks_lie_at_their_bytes_and_recall(seen: Any, v: Values, beat: str) -> None:
    k, there, marks = _length(beat), _there(v, beat), seen[beat]["marks"]
    np.testing.assert_allclose(marks[there, 0], _to_x(v, v.document_bytes[there, k]), atol=PIXEL)
    np.testing.assert_allclose(marks[there, 1], _to_y(v.accuracy_mean[there, k]), atol=PIXEL)
    assert np.isnan(marks[~there]).all()


@pytest.mark.parametrize("beat", ON_STAGE)
def test_error_bars_reach_from_the_least_to_the_greatest_seed(
    seen: Any, v: Values, beat: str
) -> None:
    k, there = _length(beat), _there(v, beat)
    low, high = _to_y(v.accuracy[:, k].min(-1)), _to_y(v.accuracy[:, k].max(-1))
    for one, (bar, least, greatest) in enumerate(seen[beat]["bars"]):
        if not there[one] or low[one] - high[one] < LEAST:
            assert np.isnan([bar, least, greatest]).all()
            continue
        x = float(_to_x(v, v.document_bytes[one, k]))
        np.testing.assert_allclose(bar, [x, high[one], x, low[one]], atol=PIXEL)
        assert least[[1, 3]] == pytest.approx([low[one]] * 2, abs=PIXEL)
        assert greatest[[1, 3]] == pytest.approx([high[one]] * 2, abs=PIXEL)
    shown = sum(not np.isnan(bar[0]).any() for bar in seen["press"]["bars"])
    assert shown >= 3, "some spreads are wide enough to be seen"


def test_colour_and_outline_say_the_family(seen: Any, v: Values) -> None:
    theme, last = seen["theme"], seen["frontier"]
    roles = [ROLES[family] for family in v.families]
    drawn.assert_colours(last["fills"], [rgb(theme.fill(role)) for role in roles])
    assert last["corners"] == [CORNERS[role] for role in roles]


@pytest.mark.parametrize(
    ("beat", "spoken"),
    [("guess", ("LSTM", "S4D", *(f"Mamba-2, state {n}" for n in (8, 16, 32)))), ("size", None)],
)
def test_what_is_not_spoken_of_steps_back(seen: Any, v: Values, beat: str, spoken: Any) -> None:
    theme = seen["theme"]
    sliding = [v.labels[k] for k in v.sliding]
    loud = [label in (spoken or sliding) for label in v.labels]
    for one in np.flatnonzero(_there(v, beat)):
        full = rgb(theme.fill(ROLES[v.families[one]]))
        expected = full if loud[one] else mix(full, theme.ground, QUIET)
        drawn.assert_colours(seen[beat]["fills"][one : one + 1], [expected])


def test_names_are_the_labels_and_stand_beside_their_own_mark(seen: Any, v: Values) -> None:
    names, boxes = seen["frontier"]["names"], seen["frontier"]["name_boxes"]
    of_all = {v.families.index("hybrid"): "hybrids", v.families.index("hybrid") + 1: ""}
    for one, (name, label) in enumerate(zip(names, v.labels, strict=True)):
        assert name == of_all.get(one, name)
        assert one in of_all or (name and label.endswith(name))
    assert [v.labels[k] for k in range(9) if names[k] == v.labels[k]] == [
        "LSTM",
        "S4D",
        "Mamba-2, state 8",
        "linear attention",
        "transformer",
    ]
    near = np.clip(seen["frontier"]["marks"], boxes[:, :2], boxes[:, 2:])
    away = np.hypot(*(near - seen["frontier"]["marks"]).T)
    assert [k for k in range(9) if not away[k] < 62] == [one for one in of_all if not of_all[one]]
    pair = seen["frontier"]["marks"][list(of_all), 0]
    one_name = boxes[min(of_all)]
    assert one_name[0] < pair.min() < pair.max() < one_name[2], "one name over both hybrids"
    assert seen["press"]["names"][6:] == ["", "", ""]


@pytest.mark.parametrize("beat", ["press", "caches", "frontier"])
def test_tracks_run_from_the_fewest_pairs_to_the_most(seen: Any, v: Values, beat: str) -> None:
    order = [8, 7, 6, 0, 1, 2, 3, 4, 5]
    there, theme = _there(v, beat), seen["theme"]
    for box, fill, one in zip(seen[beat]["tracks"], seen[beat]["track_fills"], order, strict=True):
        if not there[one]:
            assert np.isnan(box).all()
            continue
        wide = {"transformer": d08_plane.WIDER, "hybrid": d08_plane.NARROWER}
        half = wide.get(ROLES[v.families[one]], 14.0) / 2
        x, y = _to_x(v, v.document_bytes[one, [2, 5]]), _to_y(v.accuracy_mean[one, [2, 5]])
        if v.bytes_per_token[one]:
            np.testing.assert_allclose(box[[0, 2]], [x[0] - half, x[1] + half], atol=PIXEL)
            assert (box[1] + box[3]) / 2 == pytest.approx(y.mean(), abs=PIXEL)
        else:
            np.testing.assert_allclose(box[[0, 2]], [x[0] - half, x[0] + half], atol=PIXEL)
            np.testing.assert_allclose(box[[1, 3]], [y[0] - half, y[1] + half], atol=PIXEL)
        pale = mix(theme.fill(ROLES[v.families[one]]), theme.ground, PALE)
        drawn.assert_colours(fill[None], [pale])


def test_the_guess_lies_at_any_pairs_value(seen: Any, v: Values) -> None:
    left, _, right, _ = d08_plane.BOX
    for beat in ("guess", "size", "caches", "frontier"):
        y = float(_to_y(1 / 32 + (1 - 1 / 32) / 32))
        np.testing.assert_allclose(seen[beat]["guess"], [left, y, right, y], atol=PIXEL)
        assert seen[beat]["guess_name"] == "guess: a value read; values repeat"
    assert v.any_pair_guess[5] == pytest.approx(1 / 32 + (1 - 1 / 32) / 32)


def test_the_card_of_the_shown_pairs_is_lit(seen: Any, v: Values) -> None:
    ink, hairline = rgb(seen["theme"].ink), rgb(seen["theme"].hairline)
    assert seen["axes"]["steps"] == ["4", "8", "16", "32"]
    assert [int(text) for text in seen["axes"]["steps"]] == v.pairs[v.slide].tolist()
    assert seen["axes"]["asked"] == ["recall of", "pairs"]
    for beat, lit in (("axes", 0), ("states", 0), ("press", 3), ("caches", 3), ("frontier", 3)):
        expected = [ink if k == lit else hairline for k in range(4)]
        drawn.assert_colours(seen[beat]["step_edges"], expected)


def test_axes_are_true_and_the_log_one_shows_its_decades(seen: Any, v: Values) -> None:
    axes = seen["axes"]
    assert axes["axes"] == [
        "share of right answers",
        "memory kept after reading, log scale",
    ]
    for text, middle, mark in axes["ticks"]:
        number, unit = text.split(" ")
        assert unit == "kB"
        assert mark[0] == pytest.approx(float(_to_x(v, 1000 * float(number))), abs=PIXEL)
        assert middle[0] == pytest.approx(mark[0], abs=1.5)  # a text's ink is not its advance
    fine = [m * 10.0**p for p in range(2, 6) for m in range(2, 10)]
    inside = [x for x in fine if v.document_bytes_vmin <= x <= v.document_bytes_vmax]
    np.testing.assert_allclose(axes["fine"], _to_x(v, inside), atol=PIXEL)
    np.testing.assert_allclose(axes["hairs"], _to_y([0.0, 0.5, 1.0]), atol=PIXEL)


def test_the_staircase_goes_through_all_that_nobody_beats(seen: Any, v: Values) -> None:
    cost, quality = v.document_bytes[:, 5].astype(float), v.accuracy_mean[:, 5]
    unbeaten = [
        k
        for k in range(9)
        if not any(
            quality[j] >= quality[k]
            and cost[j] <= cost[k]
            and (quality[j], cost[j]) != (quality[k], cost[k])
            for j in range(9)
        )
    ]
    assert {v.labels[k] for k in range(9) if k not in unbeaten} == {"S4D", "hybrid, 1 of 4"}
    order = sorted(unbeaten, key=lambda k: cost[k])
    x, y = np.repeat(_to_x(v, cost[order]), 2), np.repeat(_to_y(quality[order]), 2)
    corners = np.column_stack([x, np.append(d08_plane.BOX[3], y[:-1])])
    edge, shade = seen["frontier"]["edge"], seen["frontier"]["shade"]
    np.testing.assert_allclose(edge[: len(corners)], corners, atol=PIXEL)
    np.testing.assert_allclose(shade[: len(corners)], corners, atol=PIXEL)
    assert shade[:, 0].max() == pytest.approx(d08_plane.BOX[2], abs=PIXEL)
    assert shade[-1] == pytest.approx(d08_plane.BOX[2:], abs=PIXEL)
    drawn.assert_colours(seen["frontier"]["shade_fill"], [rgb(seen["theme"].panel)])
    assert not len(seen["caches"]["edge"])


def test_times_lie_where_they_were_measured(seen: Any, v: Values) -> None:
    left, top, right, bottom = d08_times.BOX
    tokens, us = np.log(v.decode_contexts), np.log(v.decode_us)
    x = left + (tokens - tokens[0]) / (tokens[-1] - tokens[0]) * (right - left)
    span = np.log(v.us_vmax) - np.log(v.us_vmin)
    y = bottom + (us - np.log(v.us_vmin)) / span * (top - bottom)
    times = seen["time"]["times"]
    np.testing.assert_allclose(times[..., 0], np.broadcast_to(x, (9, 4)), atol=PIXEL)
    np.testing.assert_allclose(times[..., 1], y, atol=PIXEL)
    roles = [ROLES[family] for family in v.families]
    for one, role in enumerate(roles):
        drawn.assert_colours(seen["time"]["time_fills"][one], [rgb(seen["theme"].fill(role))] * 4)
    drawn.assert_colours(seen["time"]["lines"], [rgb(seen["theme"].stroke(r)) for r in roles])
    up, across = seen["time"]["time_axes"]
    assert "log scale" in up
    assert "log scale" in across
    assert "toy models" in up
    assert "CPU thread" in up
    assert v.machine.split(", ")[1] == "1 thread"


def test_the_document_is_the_saved_one(seen: Any, v: Values) -> None:
    pairs = [
        text
        for k, value in zip(v.shown_keys, v.shown_values, strict=True)
        for text in (f"k{k}", f"v{value}")
    ]
    asked = int(v.shown_asked[0])
    question = seen["question"]
    assert question["cards"][:9] == [*pairs, f"k{v.shown_keys[asked]}"]
    assert question["cards"][9:] == ["", f"v{v.shown_values[asked]}"]
    ink = rgb(seen["theme"].ink)
    lit = [bool(np.allclose(edge, ink, atol=1 / 255)) for edge in question["card_edges"]]
    assert [k for k, on in enumerate(lit) if on] == [2 * asked, 2 * asked + 1]


def test_captions_and_notes_quote_the_values(seen: Any, v: Values) -> None:
    key = v.shown_keys[v.shown_asked[0]]
    assert seen["question"]["caption"] == f"Read 4 pairs. Which value goes with k{key}?"
    assert seen["states"]["caption"] == "These 6 models keep a state of fixed size."
    assert int((v.bytes_per_token == 0).sum()) == 6
    assert [v.labels[k] for k in np.flatnonzero(v.looks_up == 0)] == ["LSTM", "S4D"]
    assert seen["guess"]["caption"] == (
        "LSTM and S4D hardly beat a guess, 0.06:\n1,200 training steps; Mamba-2 had 3,000."
    )
    trained = "steps: LSTM, S4D 1,200; others 300–3,000"
    assert seen["frontier"]["notes"] == [
        "mark: mean of 3 training runs",
        "bar: worst to best run, where it shows",
        "faint track: the way from 4 pairs",
        "hybrids: attention in 1 of 2 layers, in 1 of 4",
        trained,
    ]
    assert seen["guess"]["notes"][3:] == seen["size"]["notes"][3:] == ["", trained]
    assert (v.steps[v.looks_up == 0] == 1_200).all()
    assert (v.steps[[name.startswith("Mamba-2") for name in v.labels]] == 3_000).all()
    rest = v.steps[v.looks_up == 1]
    assert (rest.min(), rest.max()) == (300, 3_000)
    assert seen["size"]["caption"].startswith("Of the 4 that learnt to look up")
    ratio = v.decode_us[v.transformer, -1] / v.decode_us[v.mamba, -1]
    assert f"at 65,536 it takes {ratio:.0f} times as long." in seen["time"]["caption"]
    assert seen["time"]["time_names"] == [
        f"transformer: {v.decode_us[v.transformer, -1]:,.0f} µs",
        "hybrids",
        f"Mamba-2, state 16: {v.decode_us[v.mamba, -1]:.0f} µs",
        "one of 6 fixed states",
        f"time only: recall was shown to {3 * v.pairs[v.slide].max()} tokens",
    ]


def test_what_the_captions_claim_holds(v: Values) -> None:
    fall = v.accuracy_mean[v.sliding, 2] - v.accuracy_mean[v.sliding, 5]
    assert (np.diff(v.fixed_bytes[v.sliding]) > 0).all()
    assert (np.diff(fall) < 0).all(), "the larger the state, the shorter its slide"
    assert len({v.families[k] for k in v.sliding}) > 1, "whatever its name"
    assert (np.diff(v.accuracy_mean[v.sliding, 5]) > 0).all(), "larger states recall more"
    grows = v.bytes_per_token > 0
    assert (v.accuracy_mean[grows, 5] > 0.99).all()
    two, near = v.looks_up == 0, v.any_pair_guess[5] + 0.05
    assert (v.accuracy_mean[two, 5] < near).all(), "two hardly beat a guess"
    assert v.decode_ratio[0] <= 1.0, "as fast as, at the shortest context"
