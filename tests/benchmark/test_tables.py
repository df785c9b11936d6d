"""Tables and plot: the figures on the page are those of the result."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from anim_lib.benchmark import plot
from anim_lib.benchmark.result import Result
from anim_lib.benchmark.tables import counted, spread, tables
from tests.benchmark.made_up import empty, whole


def printed(result: Result) -> list[str]:
    console = Console(file=StringIO(), width=160)
    for table in tables(result):
        console.print(table)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


def test_a_median_with_its_range() -> None:
    assert spread([3.0, 1.0, 2.0]) == "2.0 (1.0 to 3.0)"
    assert spread([1.26], 2) == "1.26"


def test_speed() -> None:
    (row, *_) = [text for text in printed(whole()) if text.startswith("d11") and " final  " in text]
    cells = [cell.strip() for cell in row.split("  ") if cell.strip()]
    assert cells == [
        "d11_qkv_attention",
        "final",
        "21.0 (20.0 to 22.0)",
        "10.5 (10.0 to 11.0)",
        "300",
        "4.00",
        "4.00",
    ]


def test_what_ran_once_is_compared_with_the_same_round() -> None:
    (row,) = [t for t in printed(whole()) if t.startswith("d11") and "all products" in t]
    assert row.split()[-2:] == ["2.67", "2.67"]  # 80 s of the first round over 30 s


def test_one_and_many() -> None:
    assert (counted(1, "round"), counted(2, "round")) == ("1 round", "2 rounds")


def test_labels_stay_apart_and_on_the_plot() -> None:
    for ends in ([9.9, 9.8], [0.1, 0.2], [5.0, 5.1], [2.0, 8.0]):
        placed = plot._apart([(y, str(y), "#000000") for y in ends], 10.0)
        heights = {float(text): y for y, text, _ in placed}
        low, high = (heights[y] for y in sorted(ends))
        assert 0.5 <= low <= high - 1.69
        assert high <= 9.31
    assert [y for y, *_ in plot._apart([(2.0, "", ""), (8.0, "", "")], 10.0)] == [8.0, 2.0]


def test_growth() -> None:
    (row,) = [
        text for text in printed(whole()) if text.startswith("tiles, cpu") and "draft" in text
    ]
    assert row.split()[3:6] == ["1.00", "0.5000", "0.0000"]


def test_all_parts_have_a_table() -> None:
    text = "\n".join(printed(whole()))
    for title in (
        "1080p60, 2 rounds",
        "480p15, 2 rounds",
        "Encoding alone",
        "Against the frames",
        "Together, 2 scenes",
        "Growth",
        "Asked, measured, reached",
    ):
        assert title in text
    assert "Asked, measured, reached" in printed(empty())[0]


@pytest.mark.parametrize("result", [whole(), empty()], ids=["whole", "nothing measured"])
def test_the_page_is_drawn(result: Result, tmp_path: Path) -> None:
    plot.draw(result, tmp_path / "page.png")
    page = Image.open(tmp_path / "page.png").convert("RGB")
    assert page.size == (1920, 1080)
    assert page.getpixel((2, 2)) == (251, 248, 243)
