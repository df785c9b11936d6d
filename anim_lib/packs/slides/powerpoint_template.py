"""An empty 16:9 presentation in the colours and the type of a theme."""

from __future__ import annotations

from typing import Final

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.util import Emu

from anim_lib.theme import Theme

PX: Final = 6350  # EMU a pixel of the 1920 x 1080 stage, which makes 13.333 x 7.5 inches
WIDTH, HEIGHT = 1920 * PX, 1080 * PX
TITLE_SLIDE: Final = "Title Slide"
CLIP_SLIDE: Final = "Title Only"
FONT: Final = {  # where Inter is not installed, a sans like it takes its place
    "typeface": "Inter",
    "panose": "020B0604020202020204",
    "pitchFamily": "34",
    "charset": "0",
}
# PowerPoint's colours of a theme, by our roles
ROLES: Final = {
    "dk1": "ink",
    "lt1": "ground",
    "dk2": "muted",
    "lt2": "panel",
    "accent1": "query",
    "accent2": "key",
    "accent3": "value",
    "accent4": "transformer",
    "accent5": "ssm",
    "accent6": "cache",
    "hlink": "accent",
    "folHlink": "recurrent",
}
FOREIGN: Final = (RT.PRINTER_SETTINGS, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)  # the template's own


def blank(theme: Theme) -> Presentation:
    """Return a presentation with the layouts for clips and for title slides, and no slide."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    del deck.element.find(qn("p:sldSz")).attrib["type"]  # it says 4:3
    package = deck.part.package
    for rel in [rel for rel in package.iter_rels() if rel.reltype in FOREIGN]:
        owner = deck.part if rel.reltype == RT.PRINTER_SETTINGS else package
        owner.drop_rel(rel.rId)
    master = deck.slide_master
    for layout in list(deck.slide_layouts):
        if layout.name not in (TITLE_SLIDE, CLIP_SLIDE):
            deck.slide_layouts.remove(layout)
    for shape in master.placeholders:
        _place(shape, (shape.left * 4 // 3, shape.top, shape.width * 4 // 3, shape.height))
    titles = deck.slide_layouts.get_by_name(TITLE_SLIDE)
    clips = deck.slide_layouts.get_by_name(CLIP_SLIDE)
    assert titles is not None
    assert clips is not None
    title, idea = list(titles.placeholders)[:2]
    _place(title, (96 * PX, 410 * PX, 1728 * PX, 150 * PX))
    _place(idea, (96 * PX, 570 * PX, 1250 * PX, 200 * PX))
    # above the slide: read aloud and in the outline, never on screen
    _place(next(iter(clips.placeholders)), (0, -100 * PX, WIDTH, 80 * PX))
    part = master.part.part_related_by(RT.THEME)
    part.blob = _coloured(part.blob, theme)
    return deck


def declare_notes(deck: Presentation) -> None:
    """Name the master of the notes in the presentation, as ECMA-376 has it; python-pptx does not.

    Called when there are notes.
    """
    name = deck.part.relate_to(deck.notes_master.part, RT.NOTES_MASTER)
    entry = parse_xml(
        f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{name}"/>'
        "</p:notesMasterIdLst>"
    )
    deck.element.find(qn("p:sldMasterIdLst")).addnext(entry)


def _place(shape: BaseShape, box: tuple[int, int, int, int]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(length) for length in box)


def _coloured(xml: bytes, theme: Theme) -> bytes:
    """Return a theme part with our colours and font."""
    root = etree.fromstring(xml)
    root.set("name", f"seqreel {theme.name}")
    scheme = root.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", f"seqreel {theme.name}")
    for entry in scheme:
        role = ROLES[etree.QName(entry).localname]
        for old in list(entry):
            entry.remove(old)
        etree.SubElement(entry, qn("a:srgbClr"), val=theme.text(role).removeprefix("#"))
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "seqreel")
    for latin in fonts.iter(qn("a:latin")):
        latin.attrib.update(FONT)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
