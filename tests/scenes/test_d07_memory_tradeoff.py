"""What scene 7 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import RIGHT, WIDTH
from anim_lib.primitives.page_bars import PALE
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts.d07_grid import NEAR_RULER, RULER, ZERO, size
from scenes.casts.d07_recall import ANSWERS, ANSWERS_LONG, STATE_LONG
from scenes.d07_memory_tradeoff import D07MemoryTradeoff
from scenes.values.d07_memory_tradeoff import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
WIDE = RIGHT - ZERO
N = len(V.marks)
Notes = dict[str, dict[str, Any]]
MARKS = [f"t_{n}" for n in V.marks[:-1]]
PAGES = {
    "state": V.early_vmax_bytes,
    "token": V.early_vmax_bytes,
    "crossing": V.early_vmax_bytes,
    **dict(zip(MARKS, V.page_bytes[:-1].tolist(), strict=True)),
    "off_page": float(V.page_bytes[-2]),
    "whole": float(V.page_bytes[-1]),
    "commonly_drawn": float(V.page_bytes[-1]),
    "gpu": V.gpu_vmax_bytes,
}


def outer(bars: list[Any]) -> np.ndarray:
    """Return left, top, right and bottom of bars with their edges; NaN where none is drawn."""
    edge = np.nan_to_num(drawn.line_widths(bars))[:, None] / 2
    return np.asarray(drawn.boxes(bars) + edge * np.array([-1, -1, 1, 1]))


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        on = scene.on
        note = notes.setdefault(beat.name, {"caption": beat.caption, "theme": scene.theme})
        note["bars"] = outer(on.bars.bars)
        note["fills"] = drawn.fills(on.bars.bars)
        note["seams"] = [len(seam.points) // 16 for seam in on.bars.seams]
        note["newest"] = drawn.boxes(on.bars.newest)
        tape = (on.tape.read, on.tape.newest, on.tape.waiting)
        note["tape"] = [len(cells.points) // 16 for cells in tape]
        note["token"] = drawn.printed(on.tape.counter)
        note["guide"] = drawn.boxes(on.guide.curve)
        note["sizes"] = drawn.texts([on.state_size, *on.sizes])
        labels = zip(on.ruler.labels, on.ruler.marks, strict=True)
        note["ticks"] = [
            (drawn.printed(label), drawn.boxes(mark)[[0, 1]])
            for label, mark in labels
            if len(mark.points)
        ]
        words = [*on.rows, *on.ratios, *on.limits, *on.ends, on.made, on.added, on.weights]
        words += [scene.gpu.gpu, scene.gpu.weights, *scene.gpu.cache, *scene.gpu.names]
        words += [*scene.recall.lengths, *scene.recall.heads, *scene.recall.sources]
        if hasattr(scene, "drawn"):
            words += [*scene.drawn.true, *scene.drawn.drawn, scene.drawn.told]
            note["strikes"] = drawn.boxes([one.curve for one in scene.drawn.strikes])
            note["figures"] = drawn.texts(scene.drawn.drawn)
        note["said"] = [text for text in drawn.texts(words) if text]
        note["post"] = drawn.boxes(scene.gpu.post.curve)
        recall = (scene.recall.state, scene.recall.answers)
        note["recall"] = [drawn.boxes(one.bars) for one in recall]
        note["printed"] = [drawn.texts(one.counters) for one in recall]

    run(D07MemoryTradeoff, request.param, read)
    return notes


def lengths(note: dict[str, Any], page: float) -> np.ndarray:
    """Return the bytes that bars stand for, NaN where none is drawn."""
    left, _, right, _ = note["bars"].T
    return np.asarray((right - left) / WIDE * page)


@pytest.mark.parametrize("beat", ["state", "token", "crossing", *MARKS, "off_page", "whole"])
def test_the_state_has_one_size_from_before_the_first_token(seen: Notes, beat: str) -> None:
    assert lengths(seen[beat], PAGES[beat])[0] == pytest.approx(V.state_bytes, rel=1e-6)
    assert seen[beat]["bars"][0, 0] == pytest.approx(ZERO)
    assert seen[beat]["sizes"][0] == size(V.state_bytes)


@pytest.mark.parametrize(("beat", "tokens"), [("token", 2), ("crossing", V.crossing_token)])
def test_the_cache_grows_by_one_part_a_token(seen: Notes, beat: str, tokens: int) -> None:
    note = seen[beat]
    assert lengths(note, PAGES[beat])[1] == pytest.approx(tokens * V.bytes_per_token, rel=1e-6)
    assert note["seams"][1] == tokens - 1
    assert note["tape"] == [tokens - 1, 1, len(V.early) - tokens]
    assert note["token"] == f"token {tokens}"
    assert note["sizes"][1] == size(tokens * V.bytes_per_token)


def test_before_the_first_token_there_is_no_cache(seen: Notes) -> None:
    for beat in ("question", "state"):
        assert np.isnan(seen[beat]["bars"][1:]).all()
        assert seen[beat]["sizes"][1] == "0 B"
        assert seen[beat]["tape"] == [0, 0, len(V.early)]
    assert np.isnan(seen["question"]["bars"][0]).all()


def test_both_end_at_one_line_at_the_crossing(seen: Notes) -> None:
    note = seen["crossing"]
    end = ZERO + V.crossing_bytes / V.early_vmax_bytes * WIDE
    np.testing.assert_allclose(note["bars"][:2, 2], end, atol=0.01)
    np.testing.assert_allclose(note["guide"][[0, 2]], end, atol=0.01)
    assert note["caption"] == f"Token {V.crossing_token}: the cache has caught up."
    assert f"token {V.crossing_token}: as large" in note["said"]
    assert note["sizes"][0] == note["sizes"][1]
    state, cache = size(V.ssm_weight_bytes), size(V.transformer_weight_bytes)
    both = f"{state} (above) and {cache} (below)"
    assert f"not drawn: weights, {both}" in note["said"]
    assert any(text.endswith(f"= {V.state_bytes:,} bytes") for text in seen["state"]["said"])


@pytest.mark.parametrize("k", range(N))
def test_rows_are_as_long_as_their_bytes(seen: Notes, k: int) -> None:
    for beat, page in PAGES.items():
        row = lengths(seen[beat], page)[1 + k]
        if beat in MARKS[k:] or (beat == "off_page" and k < N - 1) or beat == "whole":
            assert row == pytest.approx(V.mark_bytes[k], rel=1e-6), beat
            assert seen[beat]["sizes"][1 + k] == size(V.mark_bytes[k])
            assert f"{V.marks[k]:,} tokens" in seen[beat]["said"]


def test_the_last_bar_runs_off_the_page_and_comes_back(seen: Notes) -> None:
    assert seen["off_page"]["bars"][N, 2] >= WIDTH
    assert seen["whole"]["bars"][N, 2] < RIGHT
    wide = seen["whole"]["bars"][1 : 1 + N, 2] - ZERO
    np.testing.assert_allclose(wide / wide[0], V.mark_ratio, rtol=1e-6)
    assert seen["whole"]["caption"] == "In proportion to tokens: 1:10:80:320."
    for ratio in V.mark_over_state:
        assert f"{ratio:.3g} × state" in seen["whole"]["said"]
    assert any(f"{V.trained_context:,} tokens" in text for text in seen["whole"]["said"])


@pytest.mark.parametrize("beat", list(PAGES))
def test_ticks_stand_at_their_bytes(seen: Notes, beat: str) -> None:
    ticks = seen[beat]["ticks"]
    assert len(ticks) >= 2
    height = NEAR_RULER if beat in ("state", "token", "crossing") else RULER
    for text, (x, y) in ticks:
        number, unit = text.split()
        amount = float(number) * {"kB": 1e3, "MB": 1e6, "GB": 1e9}[unit]
        assert x == pytest.approx(ZERO + amount / PAGES[beat] * WIDE, abs=0.05)
        assert y == pytest.approx(height, abs=0.05)
    places = np.array([ZERO, *[x for _, (x, _) in ticks]])
    np.testing.assert_allclose(np.diff(places), places[1] - ZERO, atol=0.05)  # even from zero on


def test_colours_are_those_of_cache_and_state(seen: Notes) -> None:
    note = seen["whole"]
    theme = note["theme"]
    for bar, role in ((N, "cache"), (N - 1, "cache")):
        pale = mix(theme.fill(role), theme.ground, PALE)
        drawn.assert_colours(note["fills"][bar], pale)
    drawn.assert_colours(note["fills"][0], rgb(theme.fill("ssm")))  # a sliver
    pale = mix(theme.fill("ssm"), theme.ground, PALE)
    drawn.assert_colours(seen["crossing"]["fills"][0], pale)
    newest = seen["crossing"]["newest"]
    assert not np.isnan(newest[1]).any()
    assert np.isnan(newest[[0, *range(2, len(newest))]]).all()


def test_drawn_and_computed_bars_are_in_cells_of_one_scale(seen: Notes) -> None:
    note, page = seen["commonly_drawn"], float(V.page_bytes[-1])
    cells = lengths(note, page) / V.cell_bytes
    true = [V.scaled_state_cells, *V.scaled_cells]
    commonly = [V.drawn_state_cells, *V.drawn_cells]
    np.testing.assert_allclose(cells[: 1 + N], true, rtol=1e-5)
    np.testing.assert_allclose(cells[1 + N : 2 + 2 * N], commonly, rtol=1e-6)
    for amount in (*true, *commonly):
        assert f"{amount:g} cells" in note["said"]
    assert len(note["strikes"]) == sum(a != b for a, b in zip(true, commonly, strict=True))
    assert not np.isnan(note["strikes"]).any()
    assert note["figures"] == [f"{amount:g} cells" for amount in commonly]


def test_the_gpu_holds_weights_and_then_a_cache(seen: Notes) -> None:
    note = seen["gpu"]
    weights, cache = note["bars"][-2:]
    scale = WIDE / V.gpu_vmax_bytes
    assert weights[0] == pytest.approx(ZERO)
    assert weights[2] == pytest.approx(ZERO + V.bigger_weight_bytes * scale)
    assert cache[0] == pytest.approx(weights[2])
    end = V.bigger_weight_bytes + V.bigger_full_bytes
    assert cache[2] == pytest.approx(ZERO + end * scale)
    assert note["post"][0] == pytest.approx(ZERO + V.gpu_bytes * scale)
    assert 0 <= V.gpu_bytes - end < V.bigger_full_bytes / V.bigger_gpu_tokens
    assert np.isnan(note["bars"][:-2]).all()
    assert note["caption"] == f"Room for {V.bigger_gpu_tokens:,} tokens."
    assert V.gpu in note["said"]
    assert V.bigger in note["said"]
    assert f"{V.bigger} has read at most 4,096 tokens in training:" in note["said"]
    assert "more is arithmetic · Touvron et al. 2023 (arXiv 2307.09288) Table 1" in note["said"]
    assert V.bigger_trained == 4_096 < V.bigger_gpu_tokens


def test_the_last_beat_says_that_memory_is_not_quality(seen: Notes) -> None:
    note = seen["rest"]
    states, answers = note["recall"]
    wide = states[:, 2] - ZERO
    np.testing.assert_allclose(wide, STATE_LONG, atol=0.01)
    assert note["printed"][0] == [size(V.recall_state_bytes)] * len(V.recall_percent)
    long = np.nan_to_num(answers[:, 2] - ANSWERS)
    np.testing.assert_allclose(long / ANSWERS_LONG * 100, V.recall_percent, atol=0.01)
    assert note["printed"][1] == [f"{percent:.0f} %" for percent in V.recall_percent]
    for tokens in V.recall_context:
        assert f"{tokens:,} tokens" in note["said"]
    said = " ".join(note["said"])
    for part in ("Kuratov et al. 2024", "Buitrago & Gu 2025", f"{V.recall_model} state"):
        assert part in said
    assert f"{V.recall_model} was trained on {V.recall_trained:,} tokens" in said
    for number in (V.length_trained, V.length_steps, V.length_after):
        assert f"{number:,}" in said
    assert np.isnan(note["bars"]).all()
