"""A program: ``seqreel render`` on the test scenes, whatever the quality at the size of a draft."""

from __future__ import annotations

import sys

import scenes
from anim_lib.formats import DRAFT
from scenes.__main__ import main
from scenes.commands import render
from tests.reel.rendering import source

if __name__ == "__main__":
    scenes.slugs = lambda: ["d01_tiny"]
    scenes.source = source
    render.QUALITIES = dict.fromkeys(render.QUALITIES, DRAFT)
    sys.exit(main())
