"""Every scene at 480p, frame for frame: bit for bit stock manim's, up to the encoder.

What could differ depends on which things move over which, not on how many steps they take: of
all scenes but one a quarter of a draft's frames are compared, in which every animation has its
first frame and every beat its last. The torture scenes move by small steps at all rates.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import scenes
from tests.exact.players import Case, Players

pytestmark = pytest.mark.slow

RATE = 4  # frames a second
EVERY_FRAME = "d17_handshakes"  # at the draft's 15: lines fly, cells slide, dashes grow


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
    settings = {"dry_run": True, **({} if slug == EVERY_FRAME else {"frame_rate": RATE})}
    stock, fast, differences = players.compare(Case(slug, path, settings, storyboard=True))
    assert stock.facts["renderer"] == "manim.renderer.cairo_renderer.CairoRenderer"
    assert stock.facts["writer"] == "manim.scene.scene_file_writer.SceneFileWriter"
    assert stock.facts["strangers"] == []
    assert fast.facts["renderer"] == "anim_lib.rendering.fast.renderer.FastRenderer"
    assert len(stock.frames) > 15
    assert not differences, f"{slug}: " + "\n".join(differences)
