"""Everything on diagram 9's stage, in the order from back to front."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, then, together
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE
from scenes.casts import d09_grid as at
from scenes.casts.d09_answers import Answers
from scenes.casts.d09_hidden import Hidden
from scenes.casts.d09_lengths import Lengths
from scenes.casts.d09_rule import StepRule
from scenes.casts.d09_track import Net, Track
from scenes.casts.d09_words import ONE, OWN, Words
from scenes.values.d09_selective_vs_fixed import Values

QUICK = 0.18  # seconds of a word that is read quickly


class Cast:
    """The sentence, both nets, the rule, the triangles, the limits."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words = Words(theme)
        body, asked = at.body_columns(v.n_body, len(v.wanted)), at.asked_columns(len(v.wanted))
        columns = np.concatenate([body, asked])
        self.tokens = TokenRow(
            v.tokens,
            theme=theme,
            y=at.CARDS,
            centres=columns[:, 0] + columns[:, 1] / 2,
            width=columns[:, 1],
            special=range(v.n_body, len(v.tokens)),
        )
        self.tokens.set_channels(offset=(0.0, at.CARDS_ALONE - at.CARDS))
        low = at.CARDS_ALONE + 100.0
        contents = int(v.ranked_is_content.sum())
        self.task = [
            words.word("toy task: selective copying", at.NAMES, at.TASK[0], strong=True),
            words.note(
                f"of {len(v.ranked)} words, {contents} can be asked for; the others are fillers",
                at.NAMES,
                at.TASK[1],
            ),
            words.note("its memory, of fixed size", float(body[0, 0]), at.LOWER + at.STATE - 24.0),
            words.note("reads", float(body[0, 0]), at.CARDS_ALONE - 52.0),
            words.note("must name, in order", float(asked[0, 0]), at.CARDS_ALONE - 52.0),
        ]
        self.wanted = TokenRow(
            v.wanted,
            theme=theme,
            y=low,
            centres=asked[:, 0] + asked[:, 1] / 2,
            width=asked[:, 1],
        )
        one, two = Net(v, selective=True), Net(v, selective=False)
        self.selective, self.fixed = (
            Track(net, v, words, top, title, theme)
            for net, top, title in ((one, at.LOWER, OWN), (two, at.UPPER, ONE))
        )
        self.free = Answers(one, v, words, at.LOWER, OWN, theme, "ssm")
        self.bound = Answers(two, v, words, at.UPPER, ONE, theme, "muted")
        self.rule = StepRule(v, one, words, theme)
        self.hidden, self.lengths = Hidden(v, words, theme), Lengths(v, words, theme)
        self.key = SignedKey(
            v.cell_vmax, theme=theme, right=RIGHT, y=at.KEY, written="{:.1f}".format
        )
        self.key_name = words.note("state number", at.KEY_NAME, at.KEY + 12.0, "r")
        self.content = [k for k in range(v.n_body) if v.is_content[k]]

    @property
    def tracks(self) -> list[Posed]:
        """Both nets and their answers."""
        answers = [*self.bound.all, *self.free.all, self.key, self.key_name]
        return [*self.fixed.flow, *self.selective.flow, *answers]

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame."""
        return [
            *self.tracks,
            *self.rule.all,
            *self.hidden.all,
            *self.lengths.all,
        ]

    def read(self, word: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the first net reads a word, with its numbers."""
        return together(
            self.tokens.highlight(word, run_time=min(GLANCE, run_time)),
            self.selective.read(word, run_time=run_time),
            self.rule.tell(word, first=word == 0, run_time=run_time),
        )

    def read_on(self, first: int) -> Animation:
        """Return the animation of the words from ``first`` on, each quickly."""
        words = range(first, self.selective.count)
        return then(*[self.read(word, run_time=QUICK) for word in words], gap=0.0)

    def shut(self) -> None:
        """Set everything as before its first move; the first net's memory is there, empty."""
        self.selective.shut()
        self.fixed.shut()
        self.hidden.shut()
        for one in (self.selective.state, *self.selective.names[1:3]):
            one.set_channels(presence=1.0)
