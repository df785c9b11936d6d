"""Diagram 3: twice the tokens, four times the work; counted, then measured on a clock."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, MOVE, REST, SETTLE, glide
from scenes.alt.d03_quadratic_explosion import alt
from scenes.casts.d03_areas import ROWS
from scenes.casts.d03_quadratic_explosion import Cast
from scenes.casts.d03_times import FUSED, SCAN, STORED
from scenes.values.d03_quadratic_explosion import Values

FAR = COUNT + ENTER  # the square darkens anew with each doubling, less than three times a second
IN_TURN = ((SCAN,), (SCAN, FUSED), (SCAN, FUSED, STORED))  # curves that stand after each step


class D03QuadraticExplosion(Storyboard[Values]):
    """Twice the tokens, four times the work for attention, and twice for a scan.

    The poster must show both slopes as measured, and where attention falls behind.
    """

    number = "03"
    title = "Quadratic explosion"
    family = "trade-offs"
    poster = "crossing"
    square = (985.0, 2.0, 855.0)
    values_type = Values
    errata = ("erratum",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Areas double, become a plot of counts; the clock; per token; errata."""
        self.on = Cast(v, self.theme)
        self.cast(*self.on.behind)
        self.add(*self.on.at_first)
        self.cast(*self.on.later)
        yield Beat("question", "Twice the tokens: how much more work?", hold=GLANCE)
        yield from self._areas(v)
        yield from self._counts(v)
        yield from self._clock(v)
        yield from self._errata()

    def _areas(self, v: Values) -> Iterator[Beat]:
        areas, back, table = self.on.areas, self.on.areas.back, self.on.areas.table
        last = v.seq_lens[-1]
        yield Beat(
            "square",
            "Attention needs four copies,\nthe scan two.",
            together(
                back.double_to(1, run_time=COUNT),
                *(one.travel(0, 0, run_time=COUNT) for one in areas.names),
                areas.tell_side(0, 1, COUNT),
                Timeline((MOVE, areas.tell(0)), (COUNT - ENTER, table.show_rows(2))),
            ),
            tint={"Attention": "attention", "scan": "ssm"},
        )
        yield Beat(
            "again",
            "Step back, and double again.",
            *(
                together(
                    back.double_to(n),
                    areas.tell_side(n - 1, n, MOVE),
                    Timeline((0.0, areas.tell(n - 1)), (MOVE - ENTER, table.show_rows(n + 1))),
                )
                for n in (2, 3)
            ),
        )
        yield Beat(
            "far",
            f"{last:,} tokens: attention does {v.work_ratio[-1]:.0f} times the scan’s work.",
            together(
                back.double_to(len(v.seq_lens) - 1, run_time=FAR, steady=True),
                areas.tell_side(len(ROWS) - 2, len(v.seq_lens) - 1, FAR),
                Timeline(
                    (ENTER, areas.tell(len(ROWS) - 2)), (FAR - ENTER, table.show_rows(len(ROWS)))
                ),
            ),
        )

    def _counts(self, v: Values) -> Iterator[Beat]:
        areas = self.on.areas
        yield Beat(
            "plot",
            "Each count becomes one point.",
            together(
                leave_all(areas.table, areas.scale, *areas.words, areas.sides[-1]),
                areas.back.unrule(),
            ),
            together(
                areas.plot.draw(run_time=MOVE),
                Timeline((SETTLE, areas.back.fly()), (MOVE, areas.counted.enter())),
            ),
        )
        yield Beat(
            "slopes",
            "Twice the tokens: ×4 the work, or ×2.",
            areas.back.join(),
            stagger(
                *(
                    together(slope.grow(), line.enter())
                    for slope, line in zip(areas.slopes, areas.lines, strict=True)
                ),
                lag=ENTER,
            ),
            hold=ENTER,
            tint={"×4": "attention", "×2": "ssm"},
        )

    def _clock(self, v: Values) -> Iterator[Beat]:
        areas, times = self.on.areas, self.on.times
        chart, last = times.chart, round(v.scan_crossing[1], -2)
        yield Beat(
            "clock",
            "Measured: attention starts faster, but climbs twice as steeply.",
            together(
                leave_all(areas.back, areas.plot, areas.counted, *areas.slopes, *areas.lines),
                Timeline((GLANCE, times.come())),
            ),
            *(
                together(
                    chart.drive(run_time=MOVE, rate_func=glide, shown=times.only(*those)),
                    Timeline((MOVE - ENTER, enter_all(*times.names[those[-1]]))),
                )
                for those in IN_TURN
            ),
            together(*(slope.grow() for slope in times.slopes)),
            tint={"attention": "attention"},
        )
        yield Beat(
            "crossing",
            f"Optimised attention beats this Python-loop scan up to {last:,.0f} tokens.",
            stagger(*times.read_off(), lag=GLANCE),
            hold=REST,
            tint={"Optimised attention": "attention"},
        )
        yield Beat(
            "each",
            "Per token, only the scan is flat.",
            leave_all(times.unit, *times.slopes, *times.meetings, *times.words),
            chart.slide_to(times.each, run_time=COUNT),
            enter_all(times.unit_each, *times.flat),
            tint={"scan": "ssm"},
        )

    def _errata(self) -> Iterator[Beat]:
        times, wrong = self.on.times, self.on.errata
        head, computed = wrong.heads
        yield Beat(
            "erratum",
            "One pair of axes: the scan’s total grows too.",
            together(
                leave_all(times.chart, times.unit_each, times.machine, *times.flat),
                Timeline((GLANCE, enter_all(head, *wrong.drawn))),
            ),
            stagger(
                *(
                    together(*(strike.draw(run_time=ENTER) for strike in cross))
                    for cross in wrong.crosses
                ),
                lag=GLANCE,
            ),
            together(enter_all(computed, wrong.computed, *wrong.lines)),
            hold=END,
        )
