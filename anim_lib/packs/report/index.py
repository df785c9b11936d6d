"""The index of a report, in the order of the document that it is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anim_lib.packs.report.flavour import Facts, Flavour
from anim_lib.packs.report.markdown import table
from anim_lib.packs.report.notes import TAG
from anim_lib.packs.report.order import FIRST_READ, by_chapter, in_order, name
from anim_lib.packs.told import Told

TITLE = "Animated diagrams"


def index(scenes: Sequence[Told], flavour: Flavour, licence: str) -> str:
    """Return the text of the index."""
    blocks = [
        *flavour.front(Facts(TITLE, aliases=(TITLE,), tags=(TAG,))),
        flavour.title(TITLE),
        "Short films of how sequence models read. Every number on screen was computed.",
        *_first(scenes, flavour),
        *_chapters(scenes, flavour),
        "## By family",
        *_families(scenes, flavour),
        f"*{flavour.text(licence)}*",
    ]
    return "\n\n".join(blocks) + "\n"


def _first(scenes: Sequence[Told], flavour: Flavour) -> Iterator[str]:
    by_number = {scene.number: scene for scene in scenes}
    lines = [
        f"- {flavour.link(by_number[number].slug, by_number[number].title)}: {why}"
        for number, why in FIRST_READ.items()
        if number in by_number
    ]
    if lines:
        yield flavour.callout("tip", "Begin here", ["\n".join(lines)])


def _chapters(scenes: Sequence[Told], flavour: Flavour) -> Iterator[str]:
    for title, inside in by_chapter(scenes):
        yield f"## {flavour.text(title)}"
        rows = [
            (
                flavour.thumbnail(scene),
                f"{flavour.text(name(scene))}: " + flavour.link(scene.slug, scene.title, cell=True),
                flavour.text(scene.idea),
                flavour.text(scene.family),
            )
            for scene in inside
        ]
        yield table([("Frame", 24), ("Diagram", 24), ("Idea", 36), ("Family", 12)], rows)


def _families(scenes: Sequence[Told], flavour: Flavour) -> Iterator[str]:
    families: dict[str, list[str]] = {}
    for scene in in_order(scenes):
        families.setdefault(scene.family, []).append(flavour.link(scene.slug, scene.title))
    yield "\n".join(
        f"- {flavour.text(family)}: {', '.join(links)}"
        for family, links in sorted(families.items())
    )
