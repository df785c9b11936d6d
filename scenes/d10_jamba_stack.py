"""Diagram 10: Jamba's 32 layers as a tower, of which four have a balcony that grows."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, MOVE, REST
from scenes.alt.d10_jamba_stack import alt
from scenes.casts.d10_block import Block
from scenes.casts.d10_limits import Gpu, errata, sources
from scenes.casts.d10_slopes import Slopes
from scenes.casts.d10_towers import Towers, size
from scenes.values.d10_jamba_stack import Values

STREAM = 2.0  # seconds for all tokens


class D10JambaStack(Storyboard[Values]):
    """Four of Jamba's 32 layers keep a cache that grows, so it needs an eighth of Mixtral's.

    The poster shows both towers to one scale: four balconies beside a wall of them.
    """

    number = "10"
    title = "Four balconies"
    family = "trade-offs"
    poster = "compare"
    square = (84.0, 0.0, 990.0)
    values_type = Values
    errata = ("erratum",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Two closed towers, one opened, its block from near, all tokens, and the limits."""
        on = self.on = Towers(v, self.theme)
        self.block, self.slopes = Block(v, self.theme, on), Slopes(v, self.theme)
        self.gpu, self.wrong = Gpu(v, self.theme), errata(v, self.theme)
        self.sources = sources(v, self.theme)
        self.cast(
            *on.cast, *self.block.cast, *self.slopes.cast, *self.gpu.cast, self.wrong, self.sources
        )
        read = [self.slopes.tokens, self.slopes.read]
        first = [on.jamba, on.mixtral, *on.names, *on.totals, *on.tanks, *on.held, *read]
        for posed in first:
            posed.set_channels(presence=1.0)
        context = f"{v.supported_context // 1024}K"
        yield Beat(
            "question",
            f"{v.n_layers} layers each, {context} tokens read.\nWhy is one cache an eighth?",
        )
        yield Beat(
            "open",
            f"Attention: {len(v.attention_layers)} of Jamba’s {v.n_layers} layers, "
            f"{100 * v.attention_share:.3g} %.",
            Timeline(
                (0.0, leave_all(*on.totals, *on.tanks, *on.held, *read)),
                (0.0, together(on.jamba.open(), on.mixtral.open())),
                (ENTER, enter_all(*on.floors, *on.kinds)),
            ),
            tint={"Jamba": "hybrid", "Attention": "attention"},
        )
        yield from self._near(v)
        yield from self._far(v, context)
        yield from self._limits(v)

    def _near(self, v: Values) -> Iterator[Beat]:
        on, block = self.on, self.block
        yield Beat(
            "block",
            f"One block, four times: {v.mamba_per_attention} Mamba, 1 attention.",
            Timeline(
                (0.0, leave_all(on.mixtral, *on.floors, *on.kinds, *on.names)),
                (0.0, on.approach(v)),
                (2 * MOVE - GLANCE, enter_all(*block.rooms, block.experts)),
            ),
            tint={"Mamba": "ssm", "attention": "attention"},
        )
        yield Beat(
            "keep",
            f"Each Mamba: {size(v.layer_state_bytes)}, always.\n"
            "Attention keeps something of every token.",
            Timeline(
                (0.0, block.experts.leave()),
                (GLANCE, on.jamba.drive(values=v.close_bytes[0], printed=on.attention)),
                (GLANCE, block.kept.enter()),
                (MOVE, enter_all(block.fixed, block.tokens)),
            ),
            block.count(1, on.read_one(v, 1, run_time=MOVE)),
            block.count(2, on.read_one(v, 2, run_time=ENTER)),
            tint={"Mamba": "ssm", "Attention": "attention"},
        )
        yield Beat(
            "even",
            f"Past {v.floor_even_tokens} tokens, one cache outgrows one Mamba state.",
            Timeline(
                (0.0, block.count(v.close_marks[3], on.jamba.keep(v.close_bytes[3]))),
                (MOVE - ENTER / 2, together(block.guide.draw(run_time=ENTER), block.even.enter())),
            ),
            block.count(v.close_marks[4], on.jamba.keep(v.close_bytes[4])),
        )

    def _far(self, v: Values, context: str) -> Iterator[Beat]:
        on, slopes = self.on, self.slopes
        on.totals[0].set_channels(value=float(v.close_cache_bytes[-1]))
        slopes.tokens.set_channels(value=float(v.close_marks[-1]))
        ones, others = (size(1e9 * total) for total in v.compared_gb[:2])
        start = [on.names[0], on.totals[0], on.states, *on.scale, *slopes.start]
        grows = f"Only {v.compared_layers[0]} balconies grow: {ones} at {context}."
        yield Beat(
            "stream",
            grows,
            Timeline(
                (0.0, leave_all(*self.block.cast)),
                (0.0, on.retreat()),
                (2 * MOVE - ENTER, enter_all(*start)),
            ),
            together(
                on.stream(v, run_time=STREAM),
                slopes.follow(v, run_time=STREAM),
                Timeline((STREAM / 2, slopes.names[0].enter())),
            ),
        )
        on.empty_other()
        yield Beat(
            "compare",
            f"{grows}\nMixtral’s cache: {others}, {v.other_over_jamba:.0f}:1 at any length.",
            Timeline(
                (0.0, together(on.mixtral.build(), leave_all(*on.scale))),
                (0.0, enter_all(on.names[1], on.totals[1])),
                (ENTER, together(on.fill_other(v), slopes.compare(run_time=COUNT))),
                (ENTER + COUNT / 2, enter_all(slopes.names[1], *on.each, *slopes.beyond)),
            ),
            hold=REST,
            tint={"Mixtral": "transformer"},
        )

    def _limits(self, v: Values) -> Iterator[Beat]:
        on, gpu, wrong = self.on, self.gpu, self.wrong
        both = [on.jamba, on.mixtral, *on.names, *on.totals, on.states, *on.each, *self.slopes.cast]
        yield Beat(
            "gpu",
            f"Counted: room for {v.room_tokens[1] / 1e6:.1f} million."
            f" Published: {v.published_fit:,}.",
            together(leave_all(*both), enter_all(*gpu.start)),
            together(gpu.bars.grow(3), enter_all(*gpu.inside, gpu.cached)),
            stagger(*[enter_all(*claim) for claim in gpu.claims], lag=ENTER),
            hold=REST / 2,
        )
        yield Beat(
            "erratum",
            "Supported length is not what fits.",
            together(leave_all(*gpu.cast), wrong.claim(), self.sources.enter()),
            *(wrong.correct(row) for row in range(len(wrong.rows))),
            hold=END,
        )
