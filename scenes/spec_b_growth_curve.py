"""Special B: three memories that grow in three ways, and where one GPU is full."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, COUNT, END, ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.spec_b_growth_curve import alt
from scenes.casts.spec_b_checks import Checks
from scenes.casts.spec_b_models import Models
from scenes.casts.spec_b_plot import Plot
from scenes.casts.spec_b_three import ROLES, Three
from scenes.casts.spec_b_words import ends, short, size
from scenes.values.spec_b_growth_curve import Values

MEMORY = "memory for the text, log axis · GB = 10⁹ bytes"
TOTAL = "weights + cache or state, log axis · GB = 10⁹ bytes"
DRAW = 0.7 * COUNT


class SpecBGrowthCurve(Storyboard[Values]):
    """Three memories: stored scores grow with N², a cache with N, a state not at all.

    The aha frame must show for each model the text that fills one GPU, as a stop sign with its
    number on the limit's line.
    """

    number = "B"
    title = "When is one GPU full?"
    family = "trade-offs"
    poster = "aha"
    square = (86.0, 8.0, 976.0)
    values_type = Values
    errata = ("drawn",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Three curves, the limit, what is commonly drawn, fused kernels, every model."""
        text = Plot(v, self.theme, (v.bytes_vmin, v.bytes_vmax), MEMORY)
        total = Plot(v, self.theme, (v.total_vmin, v.total_vmax), TOTAL)
        three = self.three = Three(v, text)
        self.checks, self.models = Checks(v, text, three), Models(v, total)
        self.cast(three.band, self.models.band)
        self.add(*text.bytes, *text.tokens)
        self.cast(*three.all, *self.checks.all, *self.models.all)
        three.band.set_channels(presence=1.0, risen=0.0)
        three.gpu.set_channels(presence=1.0)
        yield Beat("question", "The text grows. What fills the GPU?")
        yield from self._curves(v)
        yield from self._limit(v)
        yield from self._fused()
        yield from self._models(v)

    def _curves(self, v: Values) -> Iterator[Beat]:
        three = self.three
        beats = (
            ("scores", "A score per pair of tokens", ": double text, fourfold bytes."),
            ("cache", "A cache entry per token", ": double text, double bytes."),
            ("state", f"One state, {v.ssm}’s", ": the same at any length."),
        )
        for k, (name, what, grows) in enumerate(beats):
            yield Beat(
                name,
                what + grows,
                stagger(three.lines[k].draw(run_time=DRAW), enter_all(*three.names[k]), lag=ENTER),
                tint={what: ROLES[k]},
            )

    def _limit(self, v: Values) -> Iterator[Beat]:
        three, checks, gpu = self.three, self.checks, size(v.gpu_bytes)
        left = f"{v.curve_model}’s weights leave {size(max(v.curve_model_room, 0))} of {gpu}."
        if v.curve_model_room <= 0:
            left = f"{v.curve_model}’s weights alone exceed {gpu}."
        rise = together(three.band.drive(values=[v.limit_bytes], risen=1.0), three.gpu.leave())
        yield Beat(
            "limit",
            left,
            stagger(rise, enter_all(*three.room), lag=ENTER),
        )
        rides = [sign.ride(run_time=MOVE) for sign in three.signs]
        yield Beat(
            "page",
            f"{left}\n{ends(v)}",
            *([stagger(*rides, lag=GLANCE)] if rides else []),
        )
        at = "" if v.context == v.drawn_full else f" at {short(v.context)}"
        leaving = [leave_all(*three.signs)] if three.signs else []
        fits = "it fits" if v.context_fits else "too much"
        yield Beat(
            "drawn",
            f"Often drawn: N² memory, full at {short(v.drawn_full)}.\n"
            f"Computed{at}: {size(v.context_bytes[1])} of cache, {fits}.",
            stagger(*leaving, checks.drawn.enter(), lag=GLANCE),
            checks.strike.draw(run_time=GLANCE),
            stagger(checks.guide.draw(), enter_all(*checks.spots, *checks.readings), lag=ENTER),
        )

    def _fused(self) -> Iterator[Beat]:
        three, checks = self.three, self.checks
        rest = [word for name in three.names[1:] for word in name]
        yield Beat(
            "fused",
            "Fused kernels never store scores:\nN² memory goes, N² work stays.",
            leave_all(
                *checks.context,
                *checks.wrong,
                *three.lines[1:],
                *rest,
                three.band,
                *three.room,
            ),
            together(
                enter_all(*checks.measured),
                *[one.step_back() for one in (three.lines[0], *three.names[0])],
            ),
        )

    def _models(self, v: Values) -> Iterator[Beat]:
        three, models = self.three, self.models
        again = three.too_much
        yield Beat(
            "weights",
            line := "A GPU holds weights, whatever the text.",
            leave_all(
                *three.plot.bytes,
                *self.checks.measured,
                three.lines[0],
                *three.names[0],
            ),
            together(
                enter_all(*models.plot.bytes, models.band, *again, *models.table.names),
                *[one.draw(run_time=MOVE) for one in (*models.lines, models.state)],
                enter_all(models.table.heads[0], *models.table.weights),
            ),
        )
        bend = [
            one.to_values(total, run_time=BEND)
            for one, total in zip(models.lines, v.line_total, strict=True)
        ]
        cuts = [models.lines[k].cut(end, run_time=MOVE) for k, end in models.ends.items()]
        rides = [sign.ride(run_time=MOVE) for sign in models.signs]
        told = [one.enter() for one in (*models.state_name, *models.table.others)]
        full = "full at the tokens shown" if cuts else f"it fits up to {short(int(v.grid[-1]))}"
        yield Beat(
            "aha",
            f"{line}\nAdd the cache: {full}.",
            together(*bend, enter_all(models.table.heads[1], *models.table.rates)),
            together(*cuts, *rides, *told),
            hold=REST - SETTLE,
        )
        longest = short(int(max(v.line_trained.max(), v.ssm_trained)))
        yield Beat(
            "limits",
            f"Trained to the hollow marks: {longest} tokens at most.",
            stagger(*[one.enter() for one in models.trained]),
            hold=END - SETTLE,
        )
