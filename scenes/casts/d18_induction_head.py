"""The cast of diagram 18: all parts, and who is in front."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.theme import Theme
from scenes.casts.d18_circuit import Circuit
from scenes.casts.d18_erratum import Erratum
from scenes.casts.d18_forming import Forming, Patterns
from scenes.casts.d18_limits import Limits
from scenes.casts.d18_proof import Proof
from scenes.casts.d18_query import Query
from scenes.values.d18_induction_head import Values


class Cast:
    """All parts of the film."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.circuit, self.query, self.proof = Circuit(v, theme), Query(v, theme), Proof(v, theme)
        self.erratum, self.patterns = Erratum(v, theme), Patterns(v, theme)
        self.forming, self.limits = Forming(v, theme), Limits(v, theme)

    @property
    def back_to_front(self) -> list[Posed]:
        """Arcs, stamps and chips come out from behind the cards."""
        c, q = self.circuit, self.query
        return [
            *(*c.steps, c.seek, q.chip, *c.stamps, *q.all[:-1], c.value),
            *(c.arrow, c.cards, c.unknown, c.told, c.next, *c.p, *c.before),
            *(*c.step_label, c.seek_label, c.lost, *c.shares.values(), *self.proof.all),
            *(*self.erratum.all, *self.patterns.all, *self.forming.all, *self.limits.all),
        ]

    @property
    def row(self) -> list[Posed]:
        """All that stands round the row of tokens while the stamps are cut."""
        c = self.circuit
        return [
            *(
                c.seek,
                c.seek_label,
                c.lost,
                *c.before,
                *c.stamps,
                c.arrow,
                c.cards,
                c.told,
                c.next,
                *c.p,
                *c.shares.values(),
            ),
            *self.proof.all,
        ]
