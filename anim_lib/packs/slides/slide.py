"""What every deck says of a beat, in whatever format it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anim_lib.errors import UserError
from anim_lib.packs.told import Told, ToldBeat
from anim_lib.theme import THEMES, Theme


@dataclass(frozen=True, slots=True)
class Slide:
    """One beat of a scene; ``number`` counts from 1."""

    scene: Told
    beat: ToldBeat
    number: int

    @property
    def name(self) -> str:
        """A name for its files, which sorts as the beats do."""
        return f"{self.number:02}-{self.beat.name}"

    @property
    def title(self) -> str:
        """What a reader of the outline or of a screen reader is told first."""
        said = self.beat.line if self.beat.caption.strip() else self.beat.name.replace("_", " ")
        return f"{self.scene.title}: {said}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Paragraphs for the speaker: the caption, where it comes from."""
        source = f"Source: {self.scene.line}"
        return (self.beat.line, source) if self.beat.caption.strip() else (source,)

    @property
    def alt(self) -> str:
        """What the last frame shows."""
        return self.scene.alt if self.beat == self.scene.poster else self.title


def slides_of(scene: Told) -> list[Slide]:
    """Return the slides of a scene, in the order of its beats."""
    return [Slide(scene, beat, number) for number, beat in enumerate(scene.beats, start=1)]


def title_of(scenes: Sequence[Told]) -> str:
    """Return the name of a deck."""
    first, *others = scenes
    return f"{first.title} and {len(others)} more" if others else first.title


def one_theme(scenes: Sequence[Told]) -> Theme:
    """Return the theme of all scenes: a deck has one ground.

    Raises
    ------
    UserError
        When they were rendered in two.
    """
    by_theme = {scene.theme: scene.slug for scene in scenes}
    if len(by_theme) > 1:
        told = " and ".join(f"{slug} is in {theme}" for theme, slug in sorted(by_theme.items()))
        raise UserError(f"a deck has one theme, but {told}: choose one with --theme")
    return THEMES[scenes[0].theme]
