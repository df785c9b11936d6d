"""Every torture scene, and one scene in every kind of output: bit for bit stock manim's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.exact.cases import MIXTURE, X264, output_cases, torture_cases
from tests.exact.players import Case, Players

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def players(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Players]:
    """Play as long as this module's tests last."""
    players = Players(tmp_path_factory.mktemp("torture"))
    yield players
    players.close()


@pytest.mark.parametrize("case", [*torture_cases(), *output_cases()], ids=lambda case: case.name)
def test_same_as_stock(case: Case, players: Players) -> None:
    stock, fast, differences = players.compare(case)
    assert stock.facts["strangers"] == [], "manim is patched where it should be stock"
    assert stock.facts["renderer"].startswith("manim.")
    assert fast.facts["renderer"].startswith("anim_lib.")
    error = stock.facts["error"]
    assert (error and error.split(":")[0]) == case.error
    assert not differences, f"{case.name}: " + "\n".join(differences)


def test_a_size_that_no_encoder_takes_fails_alike(players: Players) -> None:
    odd = {"pixel_width": 321, "pixel_height": 181, **X264}
    stock, fast, _ = players.compare(Case("Odd", MIXTURE, odd))
    assert stock.facts["error"].startswith("RuntimeError: Failed to encode video segment"), (
        stock.facts["error"]
    )
    assert fast.facts["error"] == stock.facts["error"]


def test_every_kind_of_scene_has_a_case() -> None:
    names = [case.name for case in (*torture_cases(), *output_cases())]
    assert len(names) == len(set(names)) > 90
