"""What a scene holds, without drawing it: worked out once, then remembered by its fingerprint."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from anim_lib.formats import VIDEO, Format
from anim_lib.rendering.fingerprint import fingerprint
from anim_lib.rendering.render import Source
from anim_lib.rendering.sentences import sentence_for

Outline = dict[str, Any]


def outlines(sources: Sequence[Source], at_once: int) -> Iterator[Outline | str]:
    """Yield for each scene, in order, its outline, or one sentence why there is none.

    Parameters
    ----------
    sources
        The scenes.
    at_once
        Number of processes for those that are not remembered.

    Yields
    ------
    dict or str
        ``slug``, ``number``, ``title``, ``idea``, ``family``, ``poster``, ``duration`` in
        seconds, and ``beats`` with the name and duration of each.
    """
    places = {s.slug: _place(s) for s in sources}
    kept = {s.slug: _recall(places[s.slug]) for s in sources}
    fresh = [s for s in sources if kept[s.slug] is None]
    if len(fresh) < 2 or at_once < 2:
        yield from (kept[s.slug] or outline_of(s, places[s.slug]) for s in sources)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(at_once, len(fresh)), context, _leave_ctrl_c) as pool:
        played = pool.map(outline_of, fresh, [places[s.slug] for s in fresh])
        found = dict(zip([s.slug for s in fresh], played, strict=True))
    yield from (kept[s.slug] or found[s.slug] for s in sources)


def outline_of(source: Source, place: Path) -> Outline | str:
    """Run through one scene and remember in the file ``place`` what it holds."""
    from anim_lib.rendering.discover import storyboard_in
    from anim_lib.rendering.preview import outlined

    try:
        scene = outlined(storyboard_in(source.module), VIDEO.fps)
    except Exception as error:  # noqa: BLE001  # one broken scene hides no other
        return sentence_for(error, Path.cwd())
    played = scene.beats_played
    outline = {
        "slug": source.slug,
        "number": scene.number,
        "title": scene.title,
        "idea": scene.idea(),
        "family": scene.family,
        "poster": scene.poster,
        "duration": round(sum(beat.frames for beat in played) / VIDEO.fps, 3),
        "beats": [{"name": beat.name, "duration": round(beat.duration, 3)} for beat in played],
    }
    with suppress(OSError):  # a cache that cannot be written only costs time
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(outline), "utf-8")
        unfinished.replace(place)
    return outline


def _place(source: Source) -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    key = fingerprint(source.files, "any", Format("outline", 0, 0, VIDEO.fps))
    return Path(root) / "seqreel" / "outlines" / f"{source.slug}-{key[:24]}.json"


def _recall(place: Path) -> Outline | None:
    try:
        outline = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return outline if isinstance(outline, dict) else None


def _leave_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
