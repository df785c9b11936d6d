"""A rubber stamp that hangs from its token by a thread, and drops away when the thread is cut."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import Points, point, rounded
from anim_lib.motion import Posed
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth, soft
from anim_lib.typesetting import MONO
from anim_lib.typography import ADVANCE, CAP_HEIGHT, LABEL, Label

TURN = 5.0  # degrees, leftwards: the only tilted thing in the film
PAD, TALL = 24.0, 72.0  # beside the text, and the height, stage pixels
OUTER, INNER, BETWEEN = 4.0, 1.5, 8.0  # the double rule, and how far apart its lines are
RADIUS, INNER_RADIUS = 10.0, 5.0
THREAD = 3.0
UNSEEN = 0.01  # of ``out``: its rules would stick out behind a card as tall as itself
FOLDED = 10.0  # the lead goes this much faster than the stamp draws in: they never cross
STUB = 0.35  # of the thread, that stays on the token when it is cut
PARTED = 0.15  # share of ``cut`` in which the thread parts, before the stamp falls


class Stamp(Posed):
    """Text in a double rule, turned by five degrees, on a thread.

    Channels: ``out`` (0 unseen behind its token, 1 hangs on the whole thread), ``cut`` (0 whole;
    the thread parts, then the stamp drops; 1 it lies ``fall`` lower, turned by ``lies`` degrees),
    ``brief`` (1 without its ``lead``).

    Parameters
    ----------
    text
        What it says; not empty.
    x, y
        Centre of the stamp as it hangs, stage pixels.
    thread
        Where the thread is tied, ``(x, y)`` in stage pixels: the lower edge of the token's card.
    role
        Role whose text colour is used.
    lead
        Words before the text, which the stamp can do without once they have been read.
    fall, lies
        How far it drops when it is cut (stage pixels), and how it then lies (degrees).

    Raises
    ------
    ValueError
        When the text is empty, the thread is not tied above the stamp, or a length or an angle
        is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> stamp = Stamp("before me: A", theme=PAPER, x=400, y=560, thread=(400, 456))
    >>> stamp.set_channels(cut=1.0).centre()
    (400.0, 680.0)
    """

    def __init__(
        self,
        text: str,
        *,
        theme: Theme,
        x: float,
        y: float,
        thread: tuple[float, float],
        role: str = "key",
        lead: str = "",
        fall: float = 120.0,
        lies: float = TURN,
    ) -> None:
        super().__init__(theme=theme)
        if not text.strip():
            raise ValueError("Stamp text is empty")
        numbers: dict[str, float | tuple[float, float]] = {"x": x, "y": y, "thread": thread}
        numbers |= {"fall": fall, "lies": lies}
        for name, given in numbers.items():
            if not np.isfinite(np.asarray(given)).all():
                raise ValueError(f"Stamp {name} is {given}, only finite numbers are drawn")
        if thread[1] >= y - TALL / 2:
            raise ValueError(
                f"Stamp thread is tied at y {thread[1]:g}, it must end above the stamp's top "
                f"at y {y - TALL / 2:g}"
            )
        self.text, self.x, self.y, self.thread = text, float(x), float(y), thread
        self.role, self.fall, self.lies = role, fall, lies
        self.words = _Print(text, theme, role)
        self.lead = _Print(lead, theme, role) if lead.strip() else None
        self.stub, self.rest = Curve(line=THREAD), Curve(line=THREAD)
        self.outer, self.inner = Shape(line=OUTER), Shape(line=INNER)
        self.add(self.stub, self.rest, self.outer, self.inner, self.words)
        if self.lead is not None:
            self.add(self.lead)
        self.define(out=1.0, cut=0.0, brief=0.0)
        self.pose()

    def centre(self) -> tuple[float, float]:
        """Return where its centre is now, in stage pixels, before any offset."""
        behind = self.thread[1] - TALL / 2  # the whole stamp is then behind the card
        y = behind + (self.y - behind) * self.level("out")
        return self.x, y + self.fall * self._fallen()

    def angle(self) -> float:
        """Return by how many degrees it is turned now, leftwards."""
        return TURN * self.level("out") + (self.lies - TURN) * self._fallen()

    def hang(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which it comes down from behind its token, on its thread."""
        begin = {"presence": 1.0, "out": 0.0, "cut": 0.0}
        return self.drive(run_time=run_time, begin=begin, presence=1.0, out=1.0, cut=0.0)

    def sever(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which its thread parts and it drops away, laid down softly."""
        return self.drive(run_time=run_time, cut=1.0)

    def unfold(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the words before its text come."""
        return self.drive(run_time=run_time, brief=0.0)

    def shorten(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the words before its text go, and it draws in."""
        return self.drive(run_time=run_time, brief=1.0)

    def _fallen(self) -> float:
        return smooth((self.level("cut") - PARTED) / (1.0 - PARTED))

    def _draw(self) -> None:
        if self.level("out") < UNSEEN:
            for shape in (self.stub, self.rest, self.outer, self.inner):
                shape.hide()
            for words in self._prints():
                words.define(presence=0.0)
            return
        theme, (x, y), turn = self.theme, self.centre(), np.radians(self.angle())
        ink = theme.text(self.role)
        rules = ((self.outer, 0.0, RADIUS), (self.inner, BETWEEN, INNER_RADIUS))
        for shape, inset, radius in rules:
            wide, tall = self.span - 2 * inset, TALL - 2 * inset
            flat = rounded(-wide / 2, -tall / 2, wide, tall, radius)
            fill = theme.ground if shape is self.outer else None
            shape.put(np.array([x, y]) + flat @ _rotation(turn), fill, ink)
        self._draw_words(np.array([x, y]), turn)
        self._draw_thread(x, y, turn)

    def _prints(self) -> list[_Print]:
        return [self.words, *([] if self.lead is None else [self.lead])]

    @property
    def span(self) -> float:
        """Return how wide it is now, in stage pixels, before it is turned."""
        extra = 0.0 if self.lead is None else self.lead.width_px + self._space()
        return self.words.width_px + 2 * PAD + extra * (1.0 - self.level("brief"))

    def _space(self) -> float:
        return ADVANCE * LABEL + 2.0

    def _draw_words(self, middle: Points, turn: float) -> None:
        inside, along = self.span / 2 - PAD, _rotation(turn)[0]
        self.words.define(presence=1.0)
        self.words.place(middle + along * (inside - self.words.width_px / 2), turn)
        if self.lead is not None:
            self.lead.place(middle - along * (inside - self.lead.width_px / 2), turn)
            self.lead.define(presence=1.0 - soft(FOLDED * self.level("brief")))

    def _draw_thread(self, x: float, y: float, turn: float) -> None:
        tied, colour = np.array(self.thread), self.theme.stroke(self.role)
        grip = np.array([x, y]) + np.array([self.thread[0] - self.x, -TALL / 2]) @ _rotation(turn)
        cut = self.level("cut")
        if grip[1] <= tied[1]:  # still behind the card
            self.stub.hide()
            self.rest.hide()
        elif cut <= 0.0:
            self.stub.put([tied, grip], colour)
            self.rest.hide()
        else:
            gap = min(cut / PARTED, 1.0)
            hung = np.array([self.thread[0], self.y - TALL / 2])
            where = tied + (hung - tied) * STUB
            self.stub.put([tied, where], colour)
            left = (1.0 - STUB) * (1.0 - 0.4 * gap)  # the lower end shrinks back as it parts
            up = np.array([0.0, -left * (hung[1] - tied[1])]) @ _rotation(turn * self._fallen())
            self.rest.put([grip, grip + up], colour)


class _Print(Label):
    """The words of a stamp, turned about their middle."""

    def __init__(self, text: str, theme: Theme, role: str) -> None:
        self.turn, self.half = 0.0, CAP_HEIGHT[MONO] * LABEL / 2  # half of a capital
        super().__init__(
            text,
            0.0,
            0.0,
            theme=theme,
            role=role,
            size=LABEL,
            weight="SEMIBOLD",
            mono=True,
            anchor="c",
        )

    def place(self, middle: Points, turn: float) -> None:
        """Say where the middle of its capitals is to lie, and how it is turned (radians)."""
        self.turn, self.x, self.y = turn, float(middle[0]), float(middle[1]) + self.half

    def _draw(self) -> None:
        super()._draw()
        if self.turn == 0.0:
            return
        about = point(self.x, self.y - self.half)
        turned = _rotation(self.turn).T  # stage pixels run down, manim's y up
        for glyph in self.submobjects:
            glyph.points[:, :2] = about[:2] + (glyph.points[:, :2] - about[:2]) @ turned


def _rotation(turn: float) -> Points:
    """Return the matrix that turns rows of stage pixels leftwards by ``turn`` radians."""
    c, s = np.cos(turn), np.sin(turn)
    return np.array([[c, -s], [s, c]])
