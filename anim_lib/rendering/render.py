"""The main job: many scenes into one folder, each either whole or not there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from anim_lib.errors import UserError
from anim_lib.export import ffmpeg, manifest
from anim_lib.rendering import folders, locks, outlines
from anim_lib.rendering.fingerprint import LIBRARY, fingerprint
from anim_lib.rendering.forecast import Forecast, forecast
from anim_lib.rendering.job import Edition, Job, Source, Task
from anim_lib.rendering.locks import SceneLock
from anim_lib.rendering.plan import Piece, plan
from anim_lib.rendering.pool import Place, run_tasks
from anim_lib.rendering.run import Outcome, Reporter, Run

# A draft is drawn in about the time that looking ahead would take.
NEVER_AHEAD = ("draft",)


def render_all(
    sources: Sequence[Source],
    edition: Edition,
    *,
    out: Path,
    place: Place,
    force: bool,
    reporter: Reporter,
) -> list[Outcome]:
    """Render scenes into ``out/<slug>/``, each in one process or, split at beats, in several.

    Parameters
    ----------
    sources
        The scenes, in order.
    edition
        What is made of each.
    out
        Folder of the results; made where it is missing.
    place
        Where the processes run.
    force
        Render also what has not changed since it was rendered.
    reporter
        Told about every step.

    Raises
    ------
    UserError
        When ``out`` cannot be written to or is too full, or ffmpeg is missing.
    """
    ffmpeg.binary()
    folders.prepare(out)
    locks.sweep(out)
    prints = {s.slug: fingerprint(s.files, edition) for s in sources}
    settled: dict[str, Outcome] = {}
    wanted: list[Source] = []
    with ExitStack() as stack:
        held: dict[str, SceneLock] = {}
        for source in sources:
            slug = source.slug
            outcome = None if force else _unchanged(out, slug, prints)
            if outcome is None:
                try:
                    held[slug] = stack.enter_context(SceneLock(out, slug))
                except UserError as error:
                    outcome = Outcome(slug, "failed", sentence=str(error))
                else:
                    # whoever held the lock until now may have rendered it
                    outcome = None if force else _unchanged(out, slug, prints)
            if outcome is None:
                wanted.append(source)
            else:
                settled[slug] = outcome
                reporter.ended(outcome)
        if wanted:
            folders.check_space(out, edition.format, len(wanted), place.slots)
            with folders.workshop(out) as shop:
                run = Run(out, shop, held, reporter)
                tasks = _tasks(wanted, edition, prints, run, place)
                run_tasks(tasks, place, run.progress, run.ended)
                settled |= run.outcomes
    return [settled[s.slug] for s in sources]


def _unchanged(out: Path, slug: str, prints: dict[str, str]) -> Outcome | None:
    whole = manifest.is_whole(out / slug, prints[slug])
    return Outcome(slug, "unchanged") if whole else None


def _tasks(
    sources: Sequence[Source], edition: Edition, prints: dict[str, str], run: Run, place: Place
) -> list[Task]:
    by_slug = {source.slug: source for source in sources}
    pieces = plan(_forecasts(sources, edition, run, place), place.slots)
    tasks = []
    for piece in pieces:
        slug = piece.slug
        whole = piece == Piece(slug, frames=piece.frames)
        job = Job(
            slug=slug,
            module=by_slug[slug].module,
            edition=edition,
            fingerprint=prints[slug],
            files=tuple(_from_checkout(path) for path in by_slug[slug].files),
            frames=piece.frames,
            folder=run.shop / (slug if whole else f"{slug}.{piece.first}"),
            first_beat=piece.first,
            stop_beat=piece.stop,
        )
        tasks.append(Task("produce" if whole else "draw", job))
    run.expect(tasks)
    return tasks


def _forecasts(
    sources: Sequence[Source], edition: Edition, run: Run, place: Place
) -> dict[str, Forecast | None]:
    """Return what to expect of each scene, played ahead where cores would wait otherwise."""
    known = {
        s.slug: forecast(manifest.read(run.out / s.slug), edition)
        or forecast(outlines.recall(s), edition)
        for s in sources
    }
    fresh = [s for s in sources if known[s.slug] is None]
    if edition.profile in NEVER_AHEAD or place.slots == 1 or len(sources) >= 2 * place.slots:
        return known
    for source in fresh:
        run.looking_ahead(source.slug)
    for source, outline in zip(fresh, outlines.outlines(fresh, place), strict=True):
        if isinstance(outline, dict):  # a scene that cannot be played tells so when it is drawn
            known[source.slug] = forecast(outline, edition)
    return known


def _from_checkout(path: Path) -> str:
    root = LIBRARY.parent
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
