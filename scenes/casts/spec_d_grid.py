"""Places and roles in visual D; stage pixels."""

from __future__ import annotations

from anim_lib.layout import LEFT

WORDS = ("past 5", "past 6", "past 7", "past 0")  # of the words the task asks for, in order
OTHER = "muted"  # of all other tokens
MIDDLE = 438.0  # of river, funnel and gem
FRONT, PITCH, LANE, BANK = 594.0, 58.0, 76.0, 132.0
WIDEST, CLEAR = 64.0, 6.0  # half of a droplet that may float there; between two of a lane
MOUTH, NECK, SPOUT = 664.0, 826.0, 40.0
WIDE, NARROW, BALL = 119.0, 26.0, 22.0
GEM_X, GEM = 1185.0, 160.0
DROP = 44.0  # so much lower stands all that while there is no warehouse
PANEL = 1470.0  # left end of the column on the right
NAME = 748.0  # middle of the funnel's name
HEAD = 674.0  # tip of the read head
SHELF, TALL, BOX = 768.0, 22.0, 16.0  # top of the warehouse, its height, length of a token
FIRST = 286.0  # first baseline in the column

UNITS = (104.0, 424.0)  # from the right margin to the ends of the counted bytes and words

TWO_X = (345.0, 805.0)  # the gems of two stories
TWO_Y, TWO_GEM = 626.0, 142.0
TWO_LAST, TWO_LEAD, TWO_PART, TWO_CLOSE = 366.0, 74.0, 78.0, 64.0  # last line of a story; above
# it: the one before, the last of the beginning of both, and one before that
TWO_ROWS = 2  # lines at most, of the beginning and of each end
TWO_ROOM, TWO_COLUMN = 902.0, 440.0  # stage pixels of a line: of both stories, of one
TWO_PANEL = 1130.0
EDGE = LEFT
