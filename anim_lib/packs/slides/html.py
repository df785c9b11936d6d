"""A deck for browsers: reveal.js, one clip and one still a slide, all in one folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from anim_lib.packs.clips import cut
from anim_lib.packs.slides.slide import Slide, one_theme, slides_of, title_of
from anim_lib.packs.told import Told

HERE: Final = Path(__file__).parent
ASSETS: Final = HERE.parents[2] / "assets"
LIBRARY: Final = (
    "reveal.js",
    "reveal.css",
    "notes.js",
    "LICENSE",
    "LICENSE-fitty",
    "LICENSE-marked.md",
)
FONTS: Final = (
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-OFL.txt",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-OFL.txt",
)
INDEX: Final = "index.html"


def write(folder: Path, scenes: Sequence[Told]) -> None:
    """Write a deck into an empty folder; ``index.html`` opens it.

    Parameters
    ----------
    folder
        Is there.
    scenes
        In the order of the deck, rendered in one theme; several get a slide with title and idea
        before each.

    Raises
    ------
    UserError
        When the scenes are of two themes, or a film does not fit its beats.
    """
    theme = one_theme(scenes)
    for scene in scenes:
        slides = slides_of(scene)
        (folder / scene.slug).mkdir()
        cut(scene, [folder / scene.slug / f"{slide.name}.mp4" for slide in slides])
        for slide in slides:
            still = folder / scene.slug / f"{slide.name}.png"
            shutil.copyfile(scene.folder / slide.beat.still, still)
    _copy(ASSETS / "reveal", LIBRARY, folder / "reveal")
    _copy(ASSETS / "fonts", FONTS, folder / "fonts")
    for name in ("deck.css", "deck.js"):
        shutil.copyfile(HERE / name, folder / name)
    colours = {"ground": theme.ground, "ink": theme.ink, "muted": theme.text("muted")}
    page = Template((HERE / "deck.html").read_text("utf-8")).substitute(
        title=escape(title_of(scenes)),
        colours="; ".join(f"--{name}: {colour}" for name, colour in colours.items()),
        slides="\n".join(_sections(scenes)),
    )
    (folder / INDEX).write_text(page, encoding="utf-8", newline="\n")


def _copy(source: Path, names: Sequence[str], target: Path) -> None:
    target.mkdir()
    for name in names:
        shutil.copyfile(source / name, target / name)


def _sections(scenes: Sequence[Told]) -> Iterator[str]:
    for scene in scenes:
        if len(scenes) > 1:
            yield _divider(scene)
        yield from map(_section, slides_of(scene))


def _divider(scene: Told) -> str:
    return f"""<section id="{escape(scene.slug)}" class="divider">
<div>
<p class="number">{escape(scene.number)}</p>
<h2>{escape(scene.title)}</h2>
<p class="idea">{escape(scene.idea)}</p>
</div>
<aside class="notes"><p>{escape(scene.idea)}</p></aside>
</section>"""


def _section(slide: Slide) -> str:
    path = escape(f"{slide.scene.slug}/{slide.name}")
    words = f'aria-label="{escape(slide.alt)}"'
    shown = (
        f'<video data-src="{path}.mp4" poster="{path}.png" preload="auto" muted playsinline '
        f"data-ignore {words}></video>"
        if slide.beat.frames
        else f'<img data-src="{path}.png" alt="{escape(slide.alt)}">'
    )
    notes = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in slide.notes)
    return f"""<section id="{escape(f"{slide.scene.slug}-{slide.beat.name}")}">
<h2 class="unseen">{escape(slide.title)}</h2>
{shown}
<aside class="notes">{notes}</aside>
</section>"""
