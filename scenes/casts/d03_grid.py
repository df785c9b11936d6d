"""Where everything of diagram 3 stands, in stage pixels."""

from __future__ import annotations

from anim_lib.layout import LEFT, RIGHT

FIRST, WINDOW = 256.0, 512.0  # side of the first square, and of the largest that is shown
SQUARE = (LEFT, 690.0)  # lower left corner
STRIP = 720.0  # upper edge
NAMES = ((LEFT, 160.0), (LEFT + WINDOW + 24.0, 750.0))  # above the square, right of the strip
SIDES = 796.0  # baseline of how many tokens the areas are wide
TOKENS, ATTENTION, SCAN = 860.0, 1350.0, RIGHT  # right ends of the table's columns
TOP, ROW, PITCH = 226.0, 304.0, 96.0  # of the table
TIMES = 48.0  # from a row's baseline to that of the factor below it
BOX = (216.0, 200.0, RIGHT, 720.0)  # of both plots
POINT = 11.0  # radius of a measured point: two of the curves end side by side
PAIR = 46.0  # between the two lines of a name
DRAWN = ((216.0, 262.0, 850.0, 428.0), (216.0, 594.0, 850.0, 760.0))
COMPUTED = (1130.0, 262.0, RIGHT, 716.0)
HEADS = 168.0
