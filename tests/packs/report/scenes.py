"""Rendered scenes made up for the tests: small files, and words that are markup elsewhere."""

from __future__ import annotations

from pathlib import Path

from anim_lib.packs.told import Number, Told, ToldBeat

HOSTILE = (
    "<script>alert(1)</script> | **b** _i_ `c` [l](x.md) [[w|v]] ![[e]] $x$ and $y$ #tag "
    "==h== %%c%% ~~s~~ x^2^ @who {#id} {{< video x >}} & &lt; \\ \"q\" 'a' </a> -- ..."
)
SOURCES = ("assets/tables/t.csv:first", "assets/tables/t.csv:second", "Gu et al. 2022")


def beat(name: str, caption: str, start: float) -> ToldBeat:
    return ToldBeat(name, caption, start, 5.0, int(60 * start), 300, f"stills/{name}.png")


def scene(
    folder: Path,
    slug: str,
    number: str,
    *,
    title: str = "A title",
    family: str = "attention",
    words: str = "Half of it is seen.",
    errata: bool = False,
    numbers: tuple[Number, ...] = (Number("share", "0.5", "share", "computed"),),
) -> Told:
    """Write the files of a scene below ``folder``, and tell of it."""
    here = folder / slug
    (here / "stills").mkdir(parents=True)
    names = [f"{slug}.mp4", f"{slug}.gif", "poster.png", "stills/end.png", "stills/drawn.png"]
    for name in names:
        (here / name).write_bytes(f"{slug} {name}".encode())
    beats = (
        beat("question", "One line", 0.0),
        beat("end", f"One line\n{words}", 65.0),
        beat("drawn", "Commonly drawn: all of it.", 70.0),
    )
    return Told(
        slug=slug,
        number=number,
        title=title,
        idea=f"The idea: {words}",
        family=family,
        alt=f"What is seen: {words}",
        poster=beats[1],
        beats=beats,
        errata=beats[2:] if errata else (),
        numbers=numbers,
        line=f"source line {words}",
        model=f"model {words}",
        inputs=f"inputs {words}",
        sources=SOURCES,
        theme="paper",
        quality="final",
        width=1920,
        height=1080,
        fps=60,
        duration=75.0,
        files={name: (here / name).stat().st_size for name in names},
        folder=here,
    )
