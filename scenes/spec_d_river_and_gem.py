"""Visual D: a story flows into a state that changes and never grows."""

from __future__ import annotations

from collections.abc import Iterator

from manim import Animation

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.spec_d_river_and_gem import alt
from scenes.casts import spec_d_grid as at
from scenes.casts import spec_d_says as says
from scenes.casts.spec_d_panel import Panel
from scenes.casts.spec_d_stream import ASKED, SLOW, Stream
from scenes.casts.spec_d_two import Two
from scenes.values.spec_d_river_and_gem import Values


class SpecDRiverAndGem(Storyboard[Values]):
    """The state is a gem that changes, never grows.

    The last frame but one must show two stories in two gems of one outline, whose facets are
    filled otherwise.
    """

    number = "D"
    title = "River and gem"
    family = "state space"
    poster = "aha"
    square = (42.0, 0.0, 992.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """River, funnel, gem, glow, read head, warehouse, two stories, price."""
        self.stream, self.panel, self.two = (
            Stream(v, self.theme),
            Panel(v, self.theme),
            Two(v, self.theme),
        )
        s, two = self.stream, self.two
        self.add(*s.source, *s.gem.all)
        self.cast(s.head, *self.panel.all, *s.warehouse, *two.stage, *two.rest)
        for one in [*s.works, *self.panel.all]:
            one.set_channels(offset=(0.0, at.DROP))
        yield Beat("question", says.question(v))
        yield from self._flow(v)
        yield from self._gem(v)
        yield from self._two(v)

    def _flow(self, v: Values) -> Iterator[Beat]:
        s, p = self.stream, self.panel
        fillers, words = says.opening(v)
        yield Beat(
            "facets",
            "One gem, one size: each facet a number.",
            stagger(*[one.enter() for one in p.key], lag=0.04),
        )
        for run in sorted([fillers, words], key=lambda run: run.start):
            if run is words:
                yield Beat(
                    "word",
                    says.word(v, run),
                    together(s.rule.light("take"), s.skim(run, each=SLOW)),
                )
            elif run:
                yield Beat(
                    "filler",
                    says.filler(v, run),
                    together(s.rule.light("carry"), s.skim(run, each=ASKED)),
                )
        yield Beat(
            "story",
            "The fill changes. No facet is added.",
            together(s.rule.light("carry", "take"), s.read_on(max(fillers.stop, words.stop))),
        )

    def _gem(self, v: Values) -> Iterator[Beat]:
        s, p = self.stream, self.panel
        yield Beat(
            "glow",
            says.glow(v),
            together(s.rule.light("carry"), leave_all(*p.key)),
            stagger(*[one.enter() for one in p.glow], lag=0.04),
        )
        yield Beat(
            "one_facet",
            "Each facet adds up what words left.",
            together(leave_all(*p.glow), s.gem.point(1.0)),
            stagger(*[one.enter() for one in p.facet], lag=0.04),
        )
        asked = Timeline(*[part for k in range(len(p.answers)) for part in self._ask(v, k)])
        yield Beat(
            "ask",
            says.ask(v),
            together(s.gem.point(0.0), leave_all(*p.facet), s.rule.light("read")),
            together(s.head.enter(), enter_all(*p.asking)),
            together(s.head.ask(), asked),
        )
        long = [
            (float(n), float(b)) for n, b in zip(v.long_tokens, v.long_cache_bytes, strict=True)
        ]
        answers = [part for row in p.answers for part in row]
        yield Beat(
            "page",
            f"A transformer keeps every drop: {v.token_bytes} bytes each.",
            Timeline(
                (0.0, together(*[one.travel(0.0, 0.0) for one in [*s.works, *p.asking, *answers]])),
                (ENTER, enter_all(*s.warehouse)),
                (ENTER, s.store(len(v.first_story), float(v.cache_bytes[-1]), run_time=MOVE)),
            ),
            *[s.store(*one, run_time=ENTER) for one in long],
        )

    def _ask(self, v: Values, k: int) -> list[tuple[float, Animation]]:
        """Question ``k`` flows in, then its answer comes."""
        told = stagger(*[one.enter(run_time=GLANCE) for one in self.panel.answers[k]])
        read = self.stream.read(v.n_body + k, v.n_body + k, each=ASKED)
        return [(2 * ASKED * k, read), (2 * ASKED * k + ASKED, told)]

    def _two(self, v: Values) -> Iterator[Beat]:
        s, p, two = self.stream, self.panel, self.two
        for gem in two.gems:
            gem.show(v.same_until - 1)
        answers = [part for row in p.answers for part in row]
        page = [*s.source, *s.gem.all, s.head, *p.asking, *answers, *s.warehouse]
        yield Beat(
            "aha",
            says.another(v),
            leave_all(*page),
            enter_all(*two.stage, *two.key, *two.apart_name, two.apart),
            two.part(),
            hold=REST - SETTLE,
        )
        yield Beat(
            "price",
            says.price(v),
            leave_all(*two.key, *two.apart_name, two.apart),
            together(enter_all(*two.price), two.bars.grow(run_time=ENTER)),
            hold=1.5,
        )
