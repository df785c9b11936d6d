"""The cast of diagram 18: all parts, and who is in front."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, Timeline
from anim_lib.theme import Theme
from anim_lib.timing import MOVE
from scenes.casts.d18_answer import Answer
from scenes.casts.d18_erratum import Erratum
from scenes.casts.d18_forming import Forming, Patterns
from scenes.casts.d18_limits import Limits
from scenes.casts.d18_proof import Proof
from scenes.casts.d18_query import Query
from scenes.casts.d18_stamps import Stamps
from scenes.values.d18_induction_head import Values


class Cast:
    """All parts of the film."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.row, self.query, self.answer = Stamps(v, theme), Query(v, theme), Answer(v, theme)
        self.proof, self.erratum = Proof(v, theme), Erratum(v, theme)
        self.patterns, self.forming = Patterns(v, theme), Forming(v, theme)
        self.limits = Limits(v, theme)

    @property
    def back_to_front(self) -> list[Posed]:
        """Arcs, chips and stamps come out from behind the cards."""
        row, query, answer = self.row, self.query, self.answer
        return [
            *(*row.steps, answer.seek, query.chip, *row.stamps, *query.bars_and_words),
            *(
                answer.arrow,
                answer.value,
                row.cards,
                *answer.all,
                *row.before,
                *row.names,
                *self.proof.all,
            ),
            *(*self.erratum.all, *self.patterns.all, *self.forming.all, *self.limits.all),
        ]

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.row.cards, self.answer.arrow, self.answer.unknown, self.answer.next]

    @property
    def cut_row(self) -> list[Posed]:
        """All that stands once the stamps are cut."""
        return [
            self.answer.seek,
            self.answer.arrow,
            *self.row.all,
            *self.answer.all,
            *self.proof.all,
        ]

    def cut(self) -> Animation:
        """Return the animation in which stamps drop, the answer is lost, and proof comes."""
        return Timeline(
            (0.0, self.row.drop()),
            (0.8 * MOVE, self.answer.lose()),
            (MOVE, self.proof.what.enter()),
            (2 * MOVE, self.proof.tell()),
        )
