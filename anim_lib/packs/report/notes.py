"""The note of one scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anim_lib.packs.numbers import chosen, unit, value
from anim_lib.packs.report.flavour import Facts, Flavour
from anim_lib.packs.report.markdown import table
from anim_lib.packs.report.order import name
from anim_lib.packs.told import Told
from anim_lib.packs.words import clock

TAG = "seqreel"


def note(
    scene: Told, flavour: Flavour, *, before: Told | None, after: Told | None, licence: str
) -> str:
    """Return the text of a scene's note.

    Parameters
    ----------
    scene
        What is told.
    flavour
        Whose Markdown it is.
    before, after
        The scenes beside it in the report's order.
    licence
        The line that stands below.
    """
    facts = Facts(
        scene.title,
        aliases=(name(scene), scene.title),
        tags=(TAG, scene.family.replace(" ", "-")),
        more=(("family", scene.family),),
    )
    blocks = [
        *flavour.front(facts),
        flavour.title(scene.title, scene),
        f"*{flavour.text(name(scene))} · {flavour.text(scene.family)}*",
        *flavour.film(scene),
        flavour.text(scene.idea),
        *_insight(scene, flavour),
        "## The film in words",
        _beats(scene, flavour),
        *_numbers(scene, flavour),
        "## Source",
        *_source(scene, flavour, licence),
        _neighbours(flavour, before, after),
    ]
    return "\n\n".join(blocks) + "\n"


def _insight(scene: Told, flavour: Flavour) -> Iterator[str]:
    insight = [flavour.text(scene.insight), flavour.picture(scene)]
    yield flavour.callout("note", "Key insight", insight)
    for beat in scene.errata:
        said = [flavour.text(beat.line), flavour.still(scene, beat)]
        yield flavour.callout("warning", "Erratum: not as it is commonly drawn", said)


def _beats(scene: Told, flavour: Flavour) -> str:
    """Return when each sentence appears; a first line that stays is not told again."""
    rows = [
        (clock(beat.start), flavour.text(fresh)) for beat, fresh in scene.fresh() if fresh.strip()
    ]
    return table([("At", 6), ("What it says", 60)], rows)


def _numbers(scene: Told, flavour: Flavour) -> Iterator[str]:
    rows = [
        (
            flavour.text(number.name),
            flavour.text(value(number)),
            flavour.text(unit(number)),
            flavour.text(number.how),
        )
        for number in chosen(scene)
    ]
    if not rows:
        return
    yield "## Numbers"
    columns = [("Name", 22), ("Value", 26), ("Unit", 12), ("How it was made", 36)]
    yield from flavour.numbers(scene, table(columns, rows))
    yield f"`./seqreel values {scene.slug}` shows every number of this scene."


def _source(scene: Told, flavour: Flavour, licence: str) -> Iterator[str]:
    told = [("On the frame", scene.line), ("Model", scene.model), ("Inputs", scene.inputs)]
    lines = [f"- {what}: {flavour.text(words)}" for what, words in told if words]
    lines += [f"- From {flavour.text(source)}" for source in _gathered(scene.sources)]
    yield "\n".join(lines)
    yield f"*{flavour.text(licence)}*"


def _gathered(sources: Iterable[str]) -> Iterator[str]:
    """Yield each source once, a table with all of its rows: ``table.csv: first, second``."""
    rows: dict[str, list[str]] = {}
    for source in sources:
        file, ending, row = source.partition(".csv:")
        rows.setdefault(file + ending, []).extend([row.strip()] if ending else [])
    for file, named in rows.items():
        yield f"{file} {', '.join(dict.fromkeys(named))}" if named else file


def _neighbours(flavour: Flavour, before: Told | None, after: Told | None) -> str:
    links = [flavour.link(flavour.index, "All diagrams")]
    if before is not None:
        links.insert(0, "← " + flavour.link(before.slug, before.title))
    if after is not None:
        links.append(flavour.link(after.slug, after.title) + " →")
    return " · ".join(links)
