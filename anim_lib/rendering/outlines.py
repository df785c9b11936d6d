"""What a scene holds, without drawing it: worked out once, then remembered by its fingerprint."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from anim_lib.cache_files import cache_folder, keep
from anim_lib.formats import VIDEO, Format
from anim_lib.rendering.fingerprint import fingerprint
from anim_lib.rendering.job import Edition, Job, Source, Task
from anim_lib.rendering.messages import Failed, Outlined, Result
from anim_lib.rendering.pool import Place, run_tasks

Outline = dict[str, Any]
# Seconds are counted in frames of the film, and are the same in every theme.
OUTLINE = Edition("paper", "outline", Format("outline", 0, 0, VIDEO.fps), ())


def outlines(sources: Sequence[Source], place: Place) -> list[Outline | str]:
    """Return for each scene, in order, its outline, or one sentence why there is none.

    Parameters
    ----------
    sources
        The scenes.
    place
        Where those are played that are not remembered.

    Returns
    -------
    list
        ``slug``, ``number``, ``title``, ``idea``, ``family``, ``poster``, ``duration`` in
        seconds, and ``beats`` with the name and duration of each.
    """
    caches = {source.slug: _cache(source) for source in sources}
    found: dict[str, Outline | str] = {}
    for slug, cache in caches.items():
        if (kept := _recall(cache)) is not None:
            found[slug] = kept
    fresh = [source for source in sources if source.slug not in found]
    if fresh:
        with tempfile.TemporaryDirectory(prefix="seqreel-") as folder:
            for slug, result in play(fresh, Path(folder), place).items():
                found[slug] = result
                if not isinstance(result, str):
                    keep(caches[slug], json.dumps(result).encode())
    return [found[source.slug] for source in sources]


def play(sources: Sequence[Source], folder: Path, place: Place) -> dict[str, Outline | str]:
    """Play scenes without drawing, each in a process of its own with a folder in ``folder``."""
    found: dict[str, Outline | str] = {}

    def ended(task: Task, result: Result) -> Sequence[Task]:
        if isinstance(result, Outlined):
            found[task.job.slug] = result.outline
        elif isinstance(result, Failed):
            found[task.job.slug] = result.sentence
        return ()

    jobs = [Job(s.slug, s.module, OUTLINE, "", (), 0, folder / s.slug) for s in sources]
    run_tasks([Task("outline", job) for job in jobs], place, lambda *_: None, ended)
    return found


def played(module: str, slug: str) -> Outlined:
    """Run through one scene in this process; return what it holds."""
    # Imported now: the parent of the workers needs no manim.
    from anim_lib.rendering.discover import storyboard_in
    from anim_lib.rendering.preview import outlined

    scene = outlined(storyboard_in(module), VIDEO.fps)
    beats = scene.beats_played
    return Outlined(
        {
            "slug": slug,
            "number": scene.number,
            "title": scene.title,
            "idea": scene.idea(),
            "family": scene.family,
            "poster": scene.poster,
            "duration": round(sum(beat.frames for beat in beats) / VIDEO.fps, 3),
            "beats": [{"name": beat.name, "duration": round(beat.duration, 3)} for beat in beats],
        }
    )


def recall(source: Source) -> Outline | None:
    """Return the outline of a scene if it is remembered."""
    return _recall(_cache(source))


def _cache(source: Source) -> Path:
    key = fingerprint(source.files, OUTLINE)
    return cache_folder("outlines") / f"{source.slug}-{key[:24]}.json"


def _recall(cache: Path) -> Outline | None:
    try:
        outline = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return outline if isinstance(outline, dict) else None
