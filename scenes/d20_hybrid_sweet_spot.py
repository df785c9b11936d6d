"""Diagram 20: what the first attention layer of a stack buys, and what each of them costs."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, END, GLANCE, MOVE, READ, REST, SETTLE
from scenes.alt.d20_hybrid_sweet_spot import alt
from scenes.casts import d20_grid as at
from scenes.casts.d20_bars import PairBars
from scenes.casts.d20_costs import Costs, errata, sources
from scenes.casts.d20_plane import Plane
from scenes.casts.d20_towers import Towers
from scenes.values.d20_hybrid_sweet_spot import Values


class D20HybridSweetSpot(Storyboard[Values]):
    """One attention layer among four buys back exact recall, at the price of memory that grows.

    The poster must show the dot that jumps with the first attention layer and stays with more.
    """

    number = "20"
    title = "The first attention layer"
    family = "trade-offs"
    poster = "more"
    square = (984.0, 0.0, 860.0)
    values_type = Values
    errata = ("erratum",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """One question to three towers, the means, the plane, the costs, the corrections."""
        on = self.on = Towers(v, self.theme)
        self.bars, self.plane = PairBars(v, on.shown, self.theme), Plane(v, on.all_, self.theme)
        self.costs, self.wrong = Costs(v, self.theme), errata(v, self.theme)
        self.published = sources(self.theme)
        plot, *marks = self.plane.all
        self.cast(
            *self.bars.all, plot, *on.all, *marks, *self.costs.all, self.wrong, self.published
        )
        on.begin()
        self.plane.begin()
        yield Beat(
            "question",
            f"{v.lookup_pairs} pairs read, one key asked. Which stack knows its value?",
        )
        yield Beat(
            "open",
            f"Mamba-2 keeps a fixed state; attention keeps all {on.document.tokens} tokens.\n"
            "Bars: memory that each layer keeps.",
            Timeline((0.0, on.open()), (MOVE, on.read())),
            read=READ,
            tint={"Mamba-2": "ssm", "attention": "attention"},
        )
        yield Beat(
            "ask",
            f"No attention: it says {on.said[0].label.text}.",
            together(on.document.point(), on.ask(0)),
            read=SETTLE,
        )
        yield Beat(
            "caught",
            f"One attention layer: {on.right}, as with four.",
            together(on.ask(1), on.ask(2)),
            read=SETTLE,
        )
        yield from self._measured(v)
        yield from self._price(v)

    def _measured(self, v: Values) -> Iterator[Beat]:
        on, bars, plane, k = self.on, self.bars, self.plane, self.plane.length
        yield Beat(
            "worst",
            f"We chose {on.key}: the first stack’s worst pair.\n"
            f"Means: the right value’s probability, {v.n_lookup_documents} such documents.",
            leave_all(*on.document.all),
            together(bars.come(), *[mean.enter() for mean in on.means]),
        )
        yield Beat(
            "plane",
            f"All pairs, {v.accuracy.shape[-1]} seeds. "
            f"Without attention: {at.percent(v.accuracy_mean[0, k])} right.",
            together(
                leave_all(*bars.all, *on.said, *on.verdicts, *on.means, *on.names), on.quiet()
            ),
            plane.come(on.shown),
            read=READ,
        )
        first = (
            f"The first attention layer: from {at.percent(v.accuracy_mean[0, k])} right "
            f"to {at.percent(v.accuracy_mean[1, k])}."
        )
        yield Beat(
            "first",
            first,
            together(plane.go(1), Timeline((BEND, plane.gain.enter()))),
            read=READ,
        )
        yield Beat(
            "more",
            f"{first}\nEach step beyond: at most {100 * v.gain[1:, k].max():.1f} points, "
            f"for {v.gain_bytes[1:, k].min() / 1e3:.0f} kB or more.",
            together(plane.go(2, 3), plane.table.notes[-1].enter()),
            read=READ,
            hold=REST,
        )
        yield Beat(
            "longer",
            f"In the table, {v.pairs[-1]} pairs, more than trained: every stack falls,\n"
            f"{at.of(v, 2)} below {at.of(v, 1)}, but their ranges overlap.",
            plane.table.longer(),
            read=READ,
            hold=READ + GLANCE,
        )

    def _price(self, v: Values) -> Iterator[Beat]:
        plane, costs, on = self.plane, self.costs, self.on
        grows = f"One attention layer: {v.bytes_per_token[1]} bytes more with every token."
        near, far = v.decode_contexts[1], v.decode_contexts[-1]
        yield Beat(
            "memory",
            grows,
            leave_all(*plane.all, *on.all_),
            costs.draw(costs.memory, costs.sizes),
            read=READ,
        )
        yield Beat(
            "time",
            f"{grows}\nTime against none: {v.decode_ratio[1, 1]:.1f} times at {near:,} tokens, "
            f"{v.decode_ratio[1, -1]:.1f} times at {far:,}.",
            costs.draw(costs.time, costs.times),
            read=SETTLE,
            hold=READ,
        )
        yield Beat(
            "erratum",
            "Commonly drawn figures, against published ones.",
            Timeline(
                (0.0, leave_all(*costs.all)),
                (GLANCE, together(self.wrong.claim(), self.published.enter())),
            ),
            *(self.wrong.correct(row) for row in range(len(self.wrong.rows))),
            read=SETTLE,
            hold=END,
        )
