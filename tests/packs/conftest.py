"""A rendered scene of three beats, at the tests' size, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from anim_lib.packs.told import Told, told
from tests.packs.browsing import chromium
from tests.reel.rendering import render

SLUG = "d01_tiny"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return the scene, in the theme for slides."""
    out = tmp_path_factory.mktemp("renders")
    assert render(out, SLUG, theme="ink", formats=("mp4",))[SLUG].state == "rendered"
    return told(out / SLUG)


@pytest.fixture(scope="session")
def other(tiny: Told, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return the same film as a scene of another name."""
    slug = "d02_other"
    folder = tmp_path_factory.mktemp("others") / slug
    shutil.copytree(tiny.folder, folder)
    (folder / f"{SLUG}.mp4").rename(folder / f"{slug}.mp4")
    return replace(tiny, slug=slug, title="Another", folder=folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser; its event loop would be in the way of other modules' tests."""
    with chromium() as started:
        yield started
