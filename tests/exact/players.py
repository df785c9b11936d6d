"""Two kinds of processes that play scenes: of untouched manim, and of ours."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.exact.comparing import differences
from tests.exact.recording import FAST, Recording, record


@dataclass(frozen=True)
class Case:
    """One scene at one set of settings."""

    name: str
    scene: str  # "module:Class"
    settings: Mapping[str, Any]
    storyboard: bool = False  # it takes its renderer by itself
    error: str | None = None  # what it raises on purpose


def _begin(kind: str) -> None:
    if kind == "stock":
        os.environ["SEQREEL_RENDERER"] = "stock"
    else:
        os.environ.pop("SEQREEL_RENDERER", None)


class Players:
    """Plays every case twice, each in a process of its kind, one case after the other."""

    def __init__(self, folder: Path, fast: str = FAST) -> None:
        # spawn: a forked child would inherit what this process has patched
        context = multiprocessing.get_context("spawn")
        self.folder, self.renderers = folder, {"stock": "manim:CairoRenderer", "fast": fast}
        self.pools = {
            kind: ProcessPoolExecutor(1, context, initializer=_begin, initargs=(kind,))
            for kind in self.renderers
        }

    def play(self, kind: str, case: Case, keep: tuple[int, ...] = ()) -> Future[Recording]:
        """Play ``case`` with the renderer of ``kind``."""
        media = self.folder / case.name / (kind + "_again" * bool(keep))
        renderer = None if case.storyboard else self.renderers[kind]
        return self.pools[kind].submit(record, case.scene, case.settings, media, renderer, keep)

    def compare(self, case: Case) -> tuple[Recording, Recording, list[str]]:
        """Play with both; return stock's recording, ours, and what differs."""
        both = {kind: self.play(kind, case) for kind in self.pools}
        stock, fast = both["stock"].result(), both["fast"].result()

        def again(kind: str, number: int) -> Path:
            return self.play(kind, case, (number,)).result().kept[number]

        return stock, fast, differences(stock, fast, again, self.folder / case.name)

    def close(self) -> None:
        """End the processes."""
        for pool in self.pools.values():
            pool.shutdown(cancel_futures=True)
