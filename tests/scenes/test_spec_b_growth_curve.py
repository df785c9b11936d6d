"""What special B draws, read back from the stage, against its values: saved ones, and others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from anim_lib import value_store
from anim_lib.scales import mix, rgb
from anim_lib.theme import THEMES
from scenes.casts.spec_b_grid import PLOT
from scenes.commands import own_inputs
from scenes.inputs import Inputs
from scenes.spec_b_growth_curve import SpecBGrowthCurve
from scenes.values.spec_b_growth_curve import Values
from tests import drawn
from tests.played import run

pytestmark = pytest.mark.slow

Notes = dict[str, dict[str, Any]]
ROLES = ("attention", "cache", "ssm")
NEAR = 0.05  # stage pixels
ON = 1.0  # stage pixels: a curve is straight between two of its points


def pixels(values: Any, ends: Any, span: tuple[float, float]) -> Any:
    """Return where a log axis from ``ends[0]`` to ``ends[1]`` over ``span`` puts values."""
    share = np.log10(np.asarray(values, dtype=float) / ends[0]) / np.log10(ends[1] / ends[0])
    return span[0] + share * (span[1] - span[0])


def across(v: Values, tokens: Any) -> Any:
    return pixels(tokens, v.grid[[0, -1]].astype(float), (PLOT[0], PLOT[2]))


def text_up(v: Values, count: Any) -> Any:
    return pixels(count, (v.bytes_vmin, v.bytes_vmax), (PLOT[3], PLOT[1]))


def total_up(v: Values, count: Any) -> Any:
    return pixels(count, (v.total_vmin, v.total_vmax), (PLOT[3], PLOT[1]))


def joints(curve: Any) -> Any:
    """Return all points ``(n, 2)`` of an undashed curve, its end too."""
    return np.vstack([drawn.corners(curve), drawn.ends(curve)[1]])


@pytest.fixture(scope="module")
def v() -> Values:
    return value_store.load(Values)[0]


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> tuple[str, Notes]:
    """What is drawn on the last frame of each beat."""
    notes: Notes = {}

    def read(scene: Any, beat: Any) -> None:
        three, checks, models = scene.three, scene.checks, scene.models
        marks = [one.mark for one in checks.measured if hasattr(one, "mark")]
        notes[beat.name] = {
            "caption": beat.caption,
            "curves": [
                joints(line.curve) if len(line.curve.points) else None for line in three.lines[:2]
            ],
            "state": drawn.boxes(three.lines[2].curve),
            "colours": drawn.edges([line.curve for line in three.lines]),
            "names": [[drawn.printed(word) for word in name] for name in three.names],
            "limit": drawn.boxes(three.band.line),
            "band": drawn.boxes(three.band.area),
            "tint": drawn.fills(three.band.area),
            "words": [drawn.printed(word) for word in three.limit],
            "signs": drawn.middles([sign.sign for sign in three.signs]),
            "numbers": [drawn.printed(sign.words[-1]) for sign in three.signs],
            "guide": drawn.boxes(checks.guide.curve),
            "spots": drawn.middles([spot.mark for spot in checks.spots]),
            "readings": [drawn.printed(one) for one in checks.readings],
            "wrong": drawn.middles(checks.drawn.sign),
            "strike": drawn.ends(checks.strike.curve) if len(checks.strike.curve.points) else None,
            "measured": drawn.middles(marks),
            "hollow": drawn.fills(marks),
            "smaller": [drawn.printed(word) for word in checks.measured[-2:]],
            "lines": [
                joints(line.curve) if len(line.curve.points) else None for line in models.lines
            ],
            "flat": drawn.boxes(models.state.curve),
            "full": drawn.boxes(models.band.line),
            "stops": drawn.middles([sign.sign for sign in models.signs]),
            "told": [[drawn.printed(word) for word in sign.words] for sign in models.signs],
            "table": [[drawn.printed(one) for one in column] for column in columns(models.table)],
            "rows": drawn.boxes(models.table.names),
            "others": [drawn.printed(one) for one in models.table.others],
            "trained": drawn.middles([one.mark for one in models.trained]),
            "ticks": [[drawn.printed(label), *drawn.middles(label)] for label in ticks(scene)],
        }

    run(SpecBGrowthCurve, request.param, read)
    return request.param, notes


def columns(table: Any) -> tuple[Any, Any, Any]:
    return table.names, table.weights, table.rates


def ticks(scene: Any) -> list[Any]:
    text, total = scene.three.plot, scene.models.plot
    return [*text.levels.labels, *text.lengths.labels, *total.levels.labels]


def test_curves_are_the_values(seen: tuple[str, Notes], v: Values) -> None:
    theme, notes = seen
    columns = across(v, v.grid)
    for name, k, values in (("scores", 0, v.score_bytes), ("cache", 1, v.cache_bytes)):
        expected = np.column_stack([columns, text_up(v, values)])
        for beat in (name, "state", "page"):
            np.testing.assert_allclose(notes[beat]["curves"][k], expected, atol=NEAR)
    left, top, right, bottom = notes["state"]["state"]
    np.testing.assert_allclose((top, bottom), text_up(v, v.state_bytes[[0, -1]]), atol=NEAR)
    np.testing.assert_allclose((left, right), columns[[0, -1]], atol=NEAR)
    colours = [rgb(THEMES[theme].stroke(role)) for role in ROLES]
    np.testing.assert_allclose(notes["page"]["colours"], colours, atol=drawn.LEVEL / 2)
    assert notes["question"]["curves"] == [None, None]
    assert notes["scores"]["curves"][1] is None


def test_a_square_is_a_straight_line_twice_as_steep(seen: tuple[str, Notes], v: Values) -> None:
    scores, cache = seen[1]["page"]["curves"]
    steps = np.diff(scores, axis=0), np.diff(cache, axis=0)
    slopes = [step[:, 1] / step[:, 0] for step in steps]
    np.testing.assert_allclose(slopes[0], 2 * slopes[1].mean(), rtol=1e-4)
    np.testing.assert_allclose(slopes[1], slopes[1].mean(), rtol=1e-4)
    told = [name[-1] for name in seen[1]["page"]["names"]]
    assert [text.rsplit(" ", 1)[1] for text in told] == ["2", "1", "0"]
    assert "log axes" in told[0]


def test_the_limit_is_the_gpu_then_less_the_weights(seen: tuple[str, Notes], v: Values) -> None:
    theme, notes = seen
    assert notes["question"]["limit"][1] == pytest.approx(text_up(v, v.gpu_bytes), abs=NEAR)
    at = text_up(v, v.gpu_bytes - v.curve_model_weights)
    assert notes["page"]["limit"][1] == pytest.approx(at, abs=NEAR)
    np.testing.assert_allclose(notes["page"]["band"], (PLOT[0], PLOT[1], PLOT[2], at), atol=NEAR)
    colour = mix(THEMES[theme].tint("overflow"), THEMES[theme].ground, 0.5)
    np.testing.assert_allclose(notes["page"]["tint"], colour, atol=drawn.LEVEL / 2)
    told = ["more than the 63.9 GB", "that weights leave", "of one 80 GB GPU"]
    assert notes["page"]["words"] == ["", "", "", *told]
    assert notes["aha"]["words"] == ["", "more than one", "80 GB GPU", "", "", ""]
    assert "63.9 GB of 80 GB" in notes["limit"]["caption"]
    assert (v.gpu_bytes - v.curve_model_weights) / 1e9 == pytest.approx(63.9, abs=0.05)


def test_signs_stand_where_curves_meet_the_limit(seen: tuple[str, Notes], v: Values) -> None:
    page = seen[1]["page"]
    fulls = (v.stored_scores_full, v.curve_model_full)
    expected = [(across(v, full), text_up(v, v.curve_model_room)) for full in fulls]
    np.testing.assert_allclose(page["signs"], expected, atol=NEAR)
    assert page["numbers"] == [f"{full:,} tokens" for full in fulls]
    for full in fulls:
        assert f"{full:,}" in page["caption"]


def test_the_marker_reads_all_three(seen: tuple[str, Notes], v: Values) -> None:
    note, x = seen[1]["drawn"], across(v, v.context)
    expected = [(x, text_up(v, value)) for value in v.context_bytes]
    np.testing.assert_allclose(note["spots"], expected, atol=NEAR)
    np.testing.assert_allclose(note["guide"][[0, 2]], x, atol=NEAR)
    assert note["readings"] == ["128K: 1.10 TB", "128K: 17.2 GB", "128K: 13.1 MB"]
    np.testing.assert_allclose(
        np.array([1.10e12, 17.2e9, 13.1e6]), v.context_bytes.astype(float), rtol=0.005
    )
    assert note["caption"].endswith("17.2 GB of cache, it fits.")
    assert "".join(note["words"]).endswith("of one 80 GB GPU")


def test_what_is_commonly_drawn_is_struck(seen: tuple[str, Notes], v: Values) -> None:
    note = seen[1]["drawn"]
    middle = (across(v, v.drawn_full), text_up(v, v.curve_model_room))  # on no curve
    np.testing.assert_allclose(note["wrong"], middle, atol=NEAR)
    np.testing.assert_allclose(np.mean(note["strike"], axis=0), middle, atol=NEAR)
    assert "full at 128K" in note["caption"]
    assert v.drawn_full == 128 * 1_024


def test_measured_peaks(seen: tuple[str, Notes], v: Values) -> None:
    theme, notes = seen
    peaks = v.peak_bytes[:2].ravel()
    expected = np.column_stack([np.tile(across(v, v.measured), 2), text_up(v, peaks)])
    np.testing.assert_allclose(notes["fused"]["measured"], expected, atol=NEAR)
    full, empty = (rgb(c) for c in (THEMES[theme].fill("attention"), THEMES[theme].ground))
    np.testing.assert_allclose(notes["fused"]["hollow"], [full] * 3 + [empty] * 3, atol=0.002)
    assert notes["fused"]["curves"][1] is None
    assert notes["fused"]["words"] == [""] * 6
    assert notes["fused"]["smaller"] == ["measured: a smaller layer", "1 head, width 64, float32"]
    assert notes["fused"]["names"][0][1] == "one layer, 32 heads, fp16"
    assert f"{v.measured_precision}, d_model {v.measured_width}" in v.machine
    assert v.n_heads * 2 > v.measured_heads * 4  # bytes a pair of tokens
    assert not np.isfinite(notes["fused"]["spots"]).any()


def test_weights_are_flat_lines(seen: tuple[str, Notes], v: Values) -> None:
    note = seen[1]["weights"]
    for line, weights in zip(note["lines"], v.line_weights, strict=True):
        np.testing.assert_allclose(line[:, 1], total_up(v, weights), atol=NEAR)
        np.testing.assert_allclose(line[:, 0], across(v, v.grid), atol=NEAR)
    assert note["flat"][[1, 3]] == pytest.approx(total_up(v, v.ssm_total_bytes), abs=NEAR)
    assert note["full"][1] == pytest.approx(total_up(v, v.gpu_bytes), abs=NEAR)


def test_lines_end_where_the_gpu_is_full(seen: tuple[str, Notes], v: Values) -> None:
    note = seen[1]["aha"]
    fulls = v.full_tokens[v.line_models]
    expected = np.column_stack([across(v, fulls), np.full(len(fulls), total_up(v, v.gpu_bytes))])
    np.testing.assert_allclose(note["stops"], expected, atol=ON)
    for line, totals, full, end in zip(note["lines"], v.line_total, fulls, expected, strict=True):
        kept = v.grid < full
        points = np.column_stack([across(v, v.grid), total_up(v, totals)])[kept]
        np.testing.assert_allclose(line[:-1], points, atol=NEAR)
        np.testing.assert_allclose(line[-1], end, atol=ON)
    assert note["told"] == [[v.models[k], f"{v.full_tokens[k]:,}"] for k in v.line_models]
    assert note["flat"][[1, 3]] == pytest.approx(total_up(v, v.ssm_total_bytes), abs=NEAR)


def test_the_table_has_the_lines_heaviest_first(seen: tuple[str, Notes], v: Values) -> None:
    note = seen[1]["aha"]
    names, weights, rates = note["table"]
    assert names == ["Llama-2-13B", "Llama-3-8B", "Llama-2-7B", "Pythia-2.8B", "Mamba-2.8B"]
    which = [v.models.index(name) for name in names[:-1]]
    units = {"GB": 1e9, "kB": 1e3}
    read = [
        [float(n) * units[u] for n, u in map(str.split, column)] for column in (weights, rates[:-1])
    ]
    held = [*v.model_weight_bytes[which].tolist(), v.ssm_total_bytes]
    np.testing.assert_allclose(read[0], held, rtol=0.005)
    np.testing.assert_allclose(read[1], v.model_bytes_per_token[which], rtol=0.005)
    assert rates[-1] == "0" == str(v.ssm_bytes_per_token)
    assert note["others"] == [
        "5 models: weights alone too much",
        "Mixtral-8x7B, 93.4 GB",
        "… GPT-3 175B, 350 GB",
        "GPT-2 124M: full past 1M",
    ]


def test_hollow_marks_stand_at_the_length_in_training(seen: tuple[str, Notes], v: Values) -> None:
    note = seen[1]["limits"]
    tokens = np.append(v.line_trained, v.ssm_trained)
    totals = np.append(v.line_trained_total, v.ssm_total_bytes)
    expected = np.column_stack([across(v, tokens), total_up(v, totals)])
    np.testing.assert_allclose(note["trained"], expected, atol=NEAR)
    assert "8K tokens at most" in note["caption"]
    assert tokens.max() == 8 * 1_024


def test_ticks_stand_at_their_numbers(seen: tuple[str, Notes], v: Values) -> None:
    units = {"MB": 1e6, "GB": 1e9, "TB": 1e12, "K": 2**10, "M": 2**20}
    ups: list[Callable[[Values, Any], Any]] = [text_up] * 4 + [total_up] * 3
    labels = seen[1]["aha"]["ticks"] + seen[1]["question"]["ticks"]
    count = 0
    for text, x, y in labels:
        if not text:
            continue
        count += 1
        if " " in text:
            number, unit = text.split()
            places = [up(v, float(number) * units[unit]) for up in (ups[0], ups[-1])]
            assert min(abs(y - place) for place in places) < 2.0, text
        else:
            assert x == pytest.approx(across(v, int(text[:-1]) * units[text[-1]]), abs=2.0), text
    assert count == 3 + 4 + 2 * 6


@pytest.mark.parametrize(
    "given",
    [
        Inputs(32_768, 24 * 10**9, "Llama-2-7B"),
        Inputs(2_000_000, 24 * 10**9, "Llama-2-70B"),
        Inputs(64, 10**9, "GPT-2 124M"),
    ],
    ids=["too long", "too heavy", "shortest"],
)
def test_other_inputs_are_other_numbers(given: Inputs) -> None:
    with own_inputs.shown(given, ["spec_b_growth_curve"]):
        own = value_store.load_chosen(Values)[0]
        captions: dict[str, str] = {}
        spots: dict[str, Any] = {}

        def read(scene: Any, beat: Any) -> None:
            captions[beat.name] = beat.caption
            if beat.name == "drawn":
                spots["context"] = drawn.middles([spot.mark for spot in scene.checks.spots])
                spots["limit"] = drawn.boxes(scene.three.band.line)[1]
            if beat.name == "aha":
                spots["stops"] = drawn.middles([sign.sign for sign in scene.models.signs])

        scene: Any = run(SpecBGrowthCurve, "paper", read)
    seconds = scene.beats_played[-1].start + scene.beats_played[-1].duration
    assert 20 <= seconds <= 50
    assert own.context_fits == ("it fits" in captions["drawn"])
    assert (own.curve_model_room > 0) == ("leave" in captions["limit"])
    x = across(own, own.context)
    expected = [(x, text_up(own, value)) for value in own.context_bytes]
    np.testing.assert_allclose(spots["context"], expected, atol=NEAR)
    assert spots["limit"] == pytest.approx(text_up(own, own.limit_bytes), abs=NEAR)
    fulls = own.full_tokens[own.line_models][own.line_stops == 1]
    assert len(fulls)
    ends = np.column_stack([across(own, fulls), np.full(len(fulls), total_up(own, own.gpu_bytes))])
    np.testing.assert_allclose(spots["stops"], ends, atol=ON)
