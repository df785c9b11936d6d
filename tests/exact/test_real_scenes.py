"""Every frame of every scene at 480p15: bit for bit stock manim's, up to the encoder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import scenes
from tests.exact.players import Case, Players

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def players(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Players]:
    """Play as long as this module's tests last."""
    players = Players(tmp_path_factory.mktemp("scenes"))
    yield players
    players.close()


@pytest.mark.parametrize("slug", scenes.slugs())
def test_same_as_stock(slug: str, players: Players) -> None:
    kind = scenes.load(slug)
    path = f"{kind.__module__}:{kind.__qualname__}"
    stock, fast, differences = players.compare(Case(slug, path, {"dry_run": True}, storyboard=True))
    assert stock.facts["renderer"] == "manim.renderer.cairo_renderer.CairoRenderer"
    assert stock.facts["writer"] == "manim.scene.scene_file_writer.SceneFileWriter"
    assert stock.facts["strangers"] == []
    assert fast.facts["renderer"] == "anim_lib.rendering.fast.renderer.FastRenderer"
    assert len(stock.frames) > 15
    assert not differences, f"{slug}: " + "\n".join(differences)
