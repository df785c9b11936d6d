"""Mermaid 1: one triangle of attention, filled in one pass by training, row by row in inference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.motion import enter_all, leave_all, stagger, then, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, END, ENTER, GLANCE, REST
from scenes.alt.m1_training_vs_inference import alt
from scenes.casts.m1_layout import come
from scenes.casts.m1_training_vs_inference import LOSSES, NEXT, PASS, PROMPT, STEP, WHOLE, Cast
from scenes.values.m1_training_vs_inference import Values


class M1TrainingVsInference(Storyboard[Values]):
    """The same triangle is filled at once in training, a row at a time in inference.

    The aha frame must show both triangles as one: inner squares vanish in the cells they lie on.
    """

    number = "M1"
    title = "Training and inference"
    family = "attention"
    poster = "aha"
    values_type = Values
    errata = ("memory",)
    square: ClassVar[tuple[float, float, float]] = (85.0, 0.0, 1000.0)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Flow chart, one sweep, row by row, both laid on each other, and the memory."""
        self.on = Cast(v, self.theme)
        self.cast(*self.on.back_to_front)
        self.on.set_first()
        yield Beat("question", "Writing goes word by word.\nHow can training be quick?")
        yield from self._at_once(v)
        yield from self._by_row(v)
        yield from self._together(v)

    def _at_once(self, v: Values) -> Iterator[Beat]:
        on, panel = self.on, self.on.at_once
        yield Beat(
            "known",
            "Training knows every word (teacher forcing),\nbut hides the later ones.",
            stagger(together(on.rise(), on.walk(WHOLE)), panel.read(), lag=ENTER),
        )
        swept = "One pass fills every row at once."
        yield Beat(
            "sweep",
            swept,
            stagger(
                together(on.walk(WHOLE, PASS), come(panel.name), panel.passes.count(1)),
                panel.triangle.fill_at_once(run_time=BEND),
                lag=GLANCE,
            ),
        )
        yield Beat(
            "losses",
            f"{swept}\nEach guesses its hidden word: {len(v.losses)} losses.",
            stagger(together(on.walk(PASS, LOSSES), panel.tell()), panel.grade(), lag=ENTER),
        )

    def _by_row(self, v: Values) -> Iterator[Beat]:
        on, panel = self.on, self.on.by_row
        walk = on.walk(LOSSES, PROMPT, STEP)
        yield Beat(
            "prompt",
            "Inference knows only the prompt.",
            together(on.focus(second=True), walk, come(panel.name), panel.prefill()),
            together(on.walk(STEP, NEXT), panel.draw_word(0)),
        )
        line = "Each next row waits for its word."
        yield Beat(
            "next_row",
            line,
            together(on.walk(NEXT, STEP), panel.next_row(1, pace=0.8)),
            panel.draw_word(1, pace=0.8),
        )
        paces = [0.6, *[0.4] * (len(v.written) - 3)]
        yield Beat(
            "all_rows",
            f"{line}\nOld rows freeze; keys and values stay.",
            *[
                then(panel.next_row(k, pace=pace), panel.draw_word(k, pace=pace), gap=0.0)
                for k, pace in enumerate(paces, start=2)
            ],
            tint={"keys": "key", "values": "value"},
        )

    def _together(self, v: Values) -> Iterator[Beat]:
        on, first, second = self.on, self.on.at_once, self.on.by_row
        gone = leave_all(*first.title, *second.furniture, *second.title)
        yield Beat(
            "aha",
            f"The same triangle: 1 pass, not {v.n_passes}.",
            together(gone, on.focus()),
            second.come_over(),
            stagger(
                together(first.grade(), first.stepped.grow(lag=0.0)),
                on.verdict.tell(),
                lag=ENTER,
            ),
            hold=REST,
        )
        memory = on.memory
        yield Beat(
            "memory",
            f"No square need be stored: {v.far_fused_mib:,.0f} MiB, not {v.far_stored_mib:,.0f}.",
            on.clear(),
            stagger(enter_all(*memory.claim), memory.strike.draw(run_time=ENTER), lag=ENTER),
            stagger(
                enter_all(memory.heading, *memory.names),
                memory.bars.grow(),
                enter_all(memory.work, memory.machine),
                lag=GLANCE,
            ),
            hold=END,
        )
