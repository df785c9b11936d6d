"""Where things stand in diagram 9, in stage pixels; what hangs on the words is in d09_place."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT

NAMES: Final = LEFT  # of the rows
BODY: Final = 256.0  # left edge of the first word's column
GAP, GAP_TIGHT = 8.0, 2.0  # between cards
NARROW: Final = 56.0  # pitch of cards that need what is between them
ASKED, ASKED_BY_TURNS = 84.0, 100.0  # least width of the read-out's columns, at the right
ASKED_MOST: Final = 550.0  # of all of them
TURN: Final = 40.0  # from the upper of two rows of answers to the lower
RAISED: Final = 24.0  # so much higher answers in two rows begin
BREAK: Final = 40.0  # between the sentence and the read-out
APART: Final = 14.0  # between deltas side by side
PAD, LEAST_PAD, ASKED_PAD = 8.0, 5.0, 6.0  # beside a word on its card: upwards, across

TOP, TOP_TURNED = 134.0, 118.0  # upper edge of the cards over both tracks
MIDDLE: Final = 0.27  # of the size: from the middle of a word that reads upwards to its baseline
TALL: Final = 56.0  # of cards whose words read across
UNDER, UNDER_TURNED = 54.0, 48.0  # from there to the upper track
OVER, OVER_UPRIGHT = 72.0, 126.0  # from what is above a track to its curtains: deltas stand there
LOWEST_ALONE, LOWEST = 808.0, 844.0  # end of the lower track; where room is scarce
CLEAR: Final = 24.0  # from the last note to the cards
ANSWERS: Final = (244.0, 562.0)  # tops of the two nets' answers
NUMBERS: Final = -14.0  # from a track's top to the baseline of its deltas
WINDOW, WINDOW_TIGHT, FALL = 52.0, 36.0, 8.0
BAND, BAND_FEW = 7.0, 5.0  # height of a state number, and where lower curtains give way for it
KEY, KEY_NAME = 78.0, 1520.0  # middle line of the state's key; right end of its name
KEPT_GAP, BAR, BARS = 12.0, 24.0, 38.0  # from state to bars; height and pitch of bars
REST: Final = FALL + KEPT_GAP + BARS + BAR  # of a track, beside curtains and state

KEPT_AT, TERMS_AT, FIGURES_AT = 184.0, 272.0, 318.0  # formula, names of its terms, their numbers
NOTES_X: Final = 1010.0
NOTES: Final = (164.0, 208.0, 252.0, 296.0, 340.0)  # baselines
NOTES_TIGHT: Final = (148.0, 189.0, 230.0, 271.0, 312.0)

TASK: Final = (172.0, 224.0)  # baselines of what the toy task is

TRIANGLES: Final = (226.0, 810.0, 1394.0)  # left edges: fixed, selective, attention
TRIANGLE: Final = (430.0, 600.0)  # width of one of three, of two
NAMED: Final = 102.0  # room for the rows' names beside a triangle
TRIANGLE_TOP, TRIANGLE_FOOT = 372.0, 802.0
HEADS: Final = 72.0  # room for the columns' names over it
HEAD_ROOM, ROW_ROOM = 39.0, 36.0  # that a name needs across its column, its row
LEADER: Final = 16.0  # so much further from the cells are names that have a leader
TITLES: Final = 260.0
RULE_AT: Final = 166.0
FOOT: Final = 844.0
SCOPE: Final = 960.0  # baseline of the note on the movement, beside the captions' second lines
GUIDE: Final = (430.0, 48.0)  # baseline of the first line beside the triangle, and pitch

PLOT: Final = (230.0, 210.0, 1420.0, 742.0)
