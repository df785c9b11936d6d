"""The base class of every scene: plays the beats that a scene yields.

The order inside a beat is fixed here, so that all films breathe alike: the caption swaps,
stands for its reading time, then the steps move one after the other, then stillness.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from manim import Animation, Camera, Scene, config
from manim.constants import RendererType
from manim.renderer.cairo_renderer import CairoRenderer

from anim_lib.caption import Caption
from anim_lib.errors import UserError
from anim_lib.layout import LEFT, PROVENANCE_Y, RIGHT, TITLE_Y
from anim_lib.motion import Posed
from anim_lib.rendering.fast.choose import chosen_renderer
from anim_lib.theme import Theme, chosen
from anim_lib.timing import SETTLE, reading
from anim_lib.typography import SMALL, TITLE, Label
from anim_lib.value_store import Record, load_chosen

V = TypeVar("V")
TITLE_GAP = 24.0


class Beat:
    r"""One thing the viewer is shown, and the sentence that says it.

    Parameters
    ----------
    name
        Unique in its scene; names the section, the chapter, the still, the golden frame.
    caption
        One sentence on at most two lines (``\n``). A first line that stood before stays.
    steps
        Animations, played one after the other; ``together`` joins several in one step.
    read
        Seconds of stillness after the caption has swapped; None: by its words.
    hold
        Seconds of stillness at the end of the beat.
    tint
        Words of the caption -> role, so that they take the colour of what they name.
    """

    def __init__(
        self,
        name: str,
        caption: str,
        *steps: Animation,
        read: float | None = None,
        hold: float = SETTLE,
        tint: Mapping[str, str] | None = None,
    ) -> None:
        if caption.count("\n") > 1:
            raise ValueError(f"the caption of beat {name!r} has more than two lines")
        self.name, self.caption, self.steps = name, caption, steps
        self.read, self.hold, self.tint = read, hold, dict(tint or {})


@dataclass(frozen=True, slots=True)
class PlayedBeat:
    """When a beat was on screen; times in seconds, exact in frames."""

    name: str
    caption: str
    start_frame: int
    frames: int
    fps: float

    @property
    def start(self) -> float:
        """Seconds from the start of the film."""
        return self.start_frame / self.fps

    @property
    def duration(self) -> float:
        """Seconds on screen."""
        return self.frames / self.fps


class Storyboard(Scene, Generic[V]):
    """A scene written as a generator of beats; it never calls ``play`` or ``wait``.

    Subclasses set the class attributes and give :meth:`storyboard` and :meth:`alt`. Their
    docstring's first line is the one idea that the scene teaches.

    Attributes
    ----------
    number, title, family
        The diagram's number, its title on the frame, the chapter that it belongs to.
    poster
        Name of the beat whose last frame says it all.
    square
        Left, top and side, in stage pixels, of the square of the poster that stands alone: no
        text is cut by its edge.
    values_type
        What the scene shows.
    errata
        Names of the beats that mend what is commonly drawn.
    acts
        How many acts the film has; each lasts as long as a film of one may.
    """

    number: ClassVar[str]
    title: ClassVar[str]
    family: ClassVar[str]
    poster: ClassVar[str]
    square: ClassVar[tuple[float, float, float]]
    values_type: ClassVar[type[Any]]
    errata: ClassVar[tuple[str, ...]] = ()
    acts: ClassVar[int] = 1

    def __init__(
        self,
        renderer: CairoRenderer | None = None,
        camera_class: type[Camera] = Camera,
        *,
        theme: Theme | None = None,
        skip_animations: bool = False,
        **kwargs: Any,
    ) -> None:
        self.theme = theme or chosen()
        if config.renderer != RendererType.CAIRO:
            raise UserError("scenes are drawn by manim's cairo renderer, but opengl is set")
        config.background_color = self.theme.ground
        config.disable_caching = True  # hashing every mobject costs more than it saves here
        self.beats_played: list[PlayedBeat] = []
        renderer = renderer or chosen_renderer(camera_class, skip_animations=skip_animations)
        super().__init__(renderer, camera_class, skip_animations=skip_animations, **kwargs)

    @classmethod
    def idea(cls) -> str:
        """Return the one sentence that the scene teaches."""
        return (cls.__doc__ or "").strip().splitlines()[0]

    @abstractmethod
    def alt(self, v: V) -> str:
        """Return what the poster shows, with its numbers, for those who cannot see it."""

    @abstractmethod
    def storyboard(self, v: V) -> Iterator[Beat]:
        """Yield the beats in order; a later beat sees the end of the earlier one."""

    def values(self) -> tuple[V, Record]:
        """Return the numbers that the scene shows and the record of how they were made."""
        return load_chosen(self.values_type)

    def cast(self, *posed: Posed) -> None:
        """Put things on stage from back to front, unseen until they enter."""
        for one in posed:
            one.set_channels(presence=0.0)
        self.add(*posed)

    def construct(self) -> None:
        """Play the storyboard with its values."""
        self.shown, self.record = self.values()
        self.caption = Caption(theme=self.theme)
        self._furnish(self.record.provenance.line)
        first = True
        for beat in self.storyboard(self.shown):
            self._play_beat(beat, first=first)
            first = False

    def _furnish(self, line: str) -> None:
        number = Label(
            self.number,
            LEFT,
            TITLE_Y,
            theme=self.theme,
            role="muted",
            size=TITLE,
            weight="NORMAL",
            mono=True,
        )
        title = Label(
            self.title,
            number.right + TITLE_GAP,
            TITLE_Y,
            theme=self.theme,
            size=TITLE,
            weight="SEMIBOLD",
        )
        source = Label(
            line,
            RIGHT,
            PROVENANCE_Y,
            theme=self.theme,
            role="muted",
            size=SMALL,
            weight="NORMAL",
            anchor="r",
        )
        self.add(number, title, source, self.caption)

    def _play_beat(self, beat: Beat, *, first: bool) -> None:
        if any(p.name == beat.name for p in self.beats_played):
            raise ValueError(f"two beats are named {beat.name!r}")
        self.next_section(beat.name)
        start, self._frames = sum(p.frames for p in self.beats_played), 0
        fresh = self.caption.prepare(beat.caption, beat.tint)
        if first:
            self.caption.set_channels(swap=1.0)
        elif fresh:
            self.bring_to_front(self.caption)
            self._step(self.caption.swap())
        if fresh:
            self._still(reading(fresh) if beat.read is None else beat.read)
        for step in beat.steps:
            self._step(step)
        self._still(beat.hold)
        fps = float(config.frame_rate)
        self.beats_played.append(PlayedBeat(beat.name, beat.caption, start, self._frames, fps))
        played = self._frames / fps
        self.add_subcaption(beat.caption.replace("\n", " "), duration=played, offset=-played)
        self.on_beat_end(beat)

    def _step(self, animation: Animation) -> None:
        frames = max(1, round(animation.run_time * config.frame_rate))
        # (n - 1/2) / fps is exactly n frames; n / fps is sometimes n + 1
        animation.run_time = (frames - 0.5) / config.frame_rate
        self.play(animation)
        self._frames += frames

    def _still(self, seconds: float) -> None:
        frames = round(seconds * config.frame_rate)
        if frames:
            self.wait(frames / config.frame_rate + 1e-3, frozen_frame=True)
            self._frames += frames

    def on_beat_end(self, beat: Beat) -> None:
        """Do nothing. Stills and golden frames hook in here, on a beat's last frame."""
