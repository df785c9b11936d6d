"""Renders test scenes on a farm, as ``seqreel render --scheduler`` does; also a program."""

from __future__ import annotations

import hashlib
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from anim_lib.rendering import farm
from anim_lib.rendering.job import Source
from anim_lib.rendering.local import Local
from anim_lib.rendering.messages import Progress
from anim_lib.rendering.pool import Place
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import PlainReport
from anim_lib.rendering.run import Outcome
from tests.reel import rendering, stage

STEADY = "d01_steady"
VOLATILE = ("seconds", "mtime_ns")  # what no two renders have in common


def source(slug: str) -> Source:
    """Return a test scene of this folder, or of the reel."""
    if slug != STEADY:
        return rendering.source(slug)
    files = (Path(__file__).with_name(f"{slug}.py"), Path(stage.__file__))
    return Source(slug, f"tests.farm.{slug}", files)


class Report(PlainReport):
    """Calls a function with every progress."""

    def __init__(self, seen: Callable[[Progress], None]) -> None:
        super().__init__(Console(file=sys.stdout))
        self._seen = seen

    def progress(self, slug: str, progress: Progress) -> None:
        super().progress(slug, progress)
        self._seen(progress)


def render_at(
    place: Place, out: Path, *slugs: str, seen: Callable[[Progress], None] = lambda _: None
) -> dict[str, Outcome]:
    outcomes = render_all(
        [source(slug) for slug in slugs],
        rendering.edition(),
        out=out,
        place=place,
        force=False,
        reporter=Report(seen),
    )
    return {outcome.slug: outcome for outcome in outcomes}


def render(
    address: str, out: Path, *slugs: str, seen: Callable[[Progress], None] = lambda _: None
) -> dict[str, Outcome]:
    """Render scenes on the farm of a scheduler; return the outcomes by slug."""
    with farm.connect(address, Local(1)) as place:
        return render_at(place, out, *slugs, seen=seen)


def products(folder: Path) -> dict[str, Any]:
    """Return the hash of every product, and the manifest without what is measured anew."""
    hashes = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return {"files": hashes, "manifest": _settled(manifest)}


def _settled(facts: Any) -> Any:
    if isinstance(facts, dict):
        return {name: _settled(value) for name, value in facts.items() if name not in VOLATILE}
    return [_settled(each) for each in facts] if isinstance(facts, list) else facts


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        render(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
    except KeyboardInterrupt:
        sys.exit(130)
