"""Everything on diagram 9's stage, in the order from back to front."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation

from anim_lib.columns import middles
from anim_lib.layout import RIGHT, Points
from anim_lib.motion import Posed, then, together
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE
from anim_lib.typography import NUMBER
from scenes.casts import d09_grid as at
from scenes.casts import d09_says as says
from scenes.casts.d09_answers import Answers
from scenes.casts.d09_hidden import Hidden
from scenes.casts.d09_lengths import Lengths
from scenes.casts.d09_place import place
from scenes.casts.d09_rule import StepRule
from scenes.casts.d09_track import Net, Track
from scenes.casts.d09_words import ONE, OWN, Words
from scenes.values.d09_selective_vs_fixed import Values

QUICK = 0.18  # seconds of a word that is read quickly


class Cast:
    """The sentence, both nets, the rule, the triangles, the limits."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words = Words(theme)
        self.place = spot = place(v)
        self.tokens = self._cards(v.tokens[: v.n_body], spot.body, theme)
        self.blanks = TokenRow(
            v.tokens[v.n_body :],
            theme=theme,
            y=spot.top + at.TALL / 2,
            centres=middles(spot.asked),
            width=spot.asked[:, 1],
            special=range(len(v.wanted)),
        )
        for row in (self.tokens, self.blanks):
            row.set_channels(offset=(0.0, spot.top_alone - spot.top))
        contents = int(v.ranked_is_content.sum())
        left, over = float(spot.body[0, 0]), spot.top_alone - 24.0
        self.task = [
            words.word("toy task: selective copying", at.NAMES, at.TASK[0], strong=True),
            words.note(
                f"of {len(v.ranked)} words, {contents} can be asked for; the others are fillers",
                at.NAMES,
                at.TASK[1],
            ),
            words.note("its memory, of fixed size", left, spot.lower + spot.state - 24.0),
            words.note("reads", left, over),
            words.note("must name, in order", float(spot.asked[0, 0]), over),
        ]
        self.wanted = TokenRow(
            v.wanted,
            theme=theme,
            y=spot.top_alone + at.TALL / 2 + 100.0,
            centres=middles(spot.asked),
            width=spot.asked[:, 1],
        )
        one, two = Net(v, selective=True), Net(v, selective=False)
        self.selective, self.fixed = (
            Track(net, v, words, spot, top, title, theme)
            for net, top, title in ((one, spot.lower, OWN), (two, spot.upper, ONE))
        )
        self.bound, self.free = (
            Answers(net, v, words, spot, top, title, theme, role)
            for net, top, title, role in zip(
                (two, one), at.ANSWERS, (ONE, OWN), ("muted", "ssm"), strict=True
            )
        )
        self.rule = StepRule(v, one, words, spot.notes, theme)
        self.hidden, self.lengths = Hidden(v, words, theme), Lengths(v, words, theme)
        self.key = SignedKey(
            v.cell_vmax, theme=theme, right=RIGHT, y=at.KEY, written="{:.1f}".format
        )
        self.key_name = words.note("state number", at.KEY_NAME, at.KEY + 12.0, "r")
        self.scope = words.note(says.scope(v), RIGHT, at.SCOPE, "r")
        self.content = [k for k in range(v.n_body) if v.is_content[k]]

    def _cards(self, words: Sequence[str], columns: Points, theme: Theme) -> TokenRow:
        """Return the sentence; words that read upwards lie in the middle of their cards."""
        spot = self.place
        row = TokenRow(
            words,
            theme=theme,
            y=spot.top + spot.tall / 2,
            height=spot.tall,
            centres=middles(columns),
            width=columns[:, 1],
            upright=spot.turned,
        )
        if spot.turned:
            foot = spot.top + spot.tall - at.PAD
            for label, x in zip(row.labels, row.centres.tolist(), strict=True):
                label.move_baseline(x + at.MIDDLE * NUMBER, foot)
        return row

    @property
    def rows(self) -> list[TokenRow]:
        """The sentence, and the read-out beside it."""
        return [self.tokens, self.blanks]

    @property
    def tracks(self) -> list[Posed]:
        """Both nets and their answers."""
        answers = [*self.bound.all, *self.free.all, self.key, self.key_name, self.scope]
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

    def read_on(self, first: int, last: int) -> list[Animation]:
        """Return the animation of the words from ``first`` to before ``last``, each quickly."""
        words = range(first, last)
        quick = [self.read(word, run_time=QUICK) for word in words]
        return [then(*quick, gap=0.0)] if quick else []

    def shut(self) -> None:
        """Set everything as before its first move; the first net's memory is there, empty."""
        self.selective.shut()
        self.fixed.shut()
        self.hidden.shut()
        for one in (self.selective.state, *self.selective.names[1:3]):
            one.set_channels(presence=1.0)
