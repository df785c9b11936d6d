"""What is drawn, read back as numbers: colours to values, lengths to values, glyphs to words.

Nothing here asks a channel. Points, colours and line widths are those that the camera gets, and
the forward maps are written once more, so that an error in :mod:`anim_lib.scales` is seen too.

Two colours agree when no channel differs by more than half a level of 255: they are painted as
the same 8-bit number, or lie on the border between two. One level off is an error.
"""

from __future__ import annotations

from tests.drawn.arcs import assert_arcs_show
from tests.drawn.bars import assert_bars_show, assert_printed
from tests.drawn.cells import assert_cells_show, assert_colours, assert_grid_shows, assert_in_order
from tests.drawn.colours import Reading, between, on_ramp, ramp_colours, signed, weights
from tests.drawn.paint import LEVEL, edges, fills, leaves, line_widths, opacities, shape_of, shown
from tests.drawn.places import (
    band_feet,
    band_widths,
    bar_lengths,
    boxes,
    corners,
    ends,
    inverse,
    middles,
    rectangles,
    sizes,
)
from tests.drawn.words import lights, printed, texts

__all__ = [
    "LEVEL",
    "Reading",
    "assert_arcs_show",
    "assert_bars_show",
    "assert_cells_show",
    "assert_colours",
    "assert_grid_shows",
    "assert_in_order",
    "assert_printed",
    "band_feet",
    "band_widths",
    "bar_lengths",
    "between",
    "boxes",
    "corners",
    "edges",
    "ends",
    "fills",
    "inverse",
    "leaves",
    "lights",
    "line_widths",
    "middles",
    "on_ramp",
    "opacities",
    "printed",
    "ramp_colours",
    "rectangles",
    "shape_of",
    "shown",
    "signed",
    "sizes",
    "texts",
    "weights",
]
