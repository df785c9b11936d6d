"""What the flavours of Markdown write each in its own way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from anim_lib.packs.report.markdown import callout, plain
from anim_lib.packs.told import Told, ToldBeat
from anim_lib.packs.words import clock

MEDIA: Final = "media"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head of a file says about it."""

    title: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()


def film(scene: Told, kind: str = "mp4") -> str:
    """Return the path of a film from a note."""
    return f"{MEDIA}/{scene.slug}.{kind}"


def poster(scene: Told) -> str:
    """Return the path of the poster from a note."""
    return f"{MEDIA}/{scene.slug}.png"


def still(scene: Told, beat: ToldBeat) -> str:
    """Return the path of a beat's last frame from a note."""
    return f"{MEDIA}/{scene.slug}-{beat.name}.png"


def frame_words(scene: Told, beat: ToldBeat) -> str:
    """Return what a beat's frame shows, for those who cannot see it."""
    return f"{scene.title}, at {clock(beat.start + beat.duration)}: {beat.line}"


class Flavour(ABC):
    """One reader of the report.

    Attributes
    ----------
    index
        Name of the index, without suffix.
    suffix
        Of all notes.
    films
        Formats that a note shows.
    dollar
        How a dollar sign is written that begins no mathematics.
    """

    index: ClassVar[str]
    suffix: ClassVar[str] = ".md"
    films: ClassVar[tuple[str, ...]] = ("mp4",)
    dollar: ClassVar[str] = r"\$"

    def text(self, words: str) -> str:
        """Return words escaped, on one line."""
        return plain(words, self.dollar)

    def front(self, facts: Facts) -> list[str]:
        """Return the head of a file, before its title: blocks, none where it has no head."""
        return []

    def title(self, words: str, scene: Told | None = None) -> str:
        """Return the title's line, as a target of references where it is a scene's."""
        return f"# {self.text(words)}"

    @abstractmethod
    def film(self, scene: Told) -> list[str]:
        """Return the moving picture."""

    def picture(self, scene: Told) -> str:
        """Return the poster with its alternative text."""
        return f"![{plain(scene.alt)}]({poster(scene)})"

    def still(self, scene: Told, beat: ToldBeat) -> str:
        """Return the last frame of a beat with its alternative text."""
        return f"![{plain(frame_words(scene, beat))}]({still(scene, beat)})"

    def callout(self, kind: str, title: str, blocks: Sequence[str]) -> str:
        """Return blocks set apart; ``kind`` is ``note``, ``tip`` or ``warning``."""
        return callout(f"[!{kind.upper()}] {self.text(title)}", blocks)

    def numbers(self, scene: Told, table: str) -> list[str]:
        """Return the table of a scene's numbers."""
        return [table]

    def link(self, target: str, words: str, *, cell: bool = False) -> str:
        """Return a link to a note or the index by its name without suffix.

        ``cell``: it stands in a table.
        """
        return f"[{self.text(words)}]({target}{self.suffix})"

    @abstractmethod
    def thumbnail(self, scene: Told) -> str:
        """Return the poster for a cell of the index, small, linked to the note if it can be."""

    def extra(self, chapters: Sequence[tuple[str, Sequence[Told]]]) -> Mapping[str, str]:
        """Return further files, by name."""
        return {}
