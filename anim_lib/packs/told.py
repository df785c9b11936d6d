"""What a rendered folder says about its scene: all that a pack needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from anim_lib.errors import UserError
from anim_lib.export import manifest

POSTER: Final = "poster.png"
KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
}


@dataclass(frozen=True, slots=True)
class ToldBeat:
    """One beat of a film; ``start`` and ``duration`` in seconds, ``still`` below the folder."""

    name: str
    caption: str
    start: float
    duration: float
    start_frame: int
    frames: int
    still: str

    @property
    def line(self) -> str:
        """The caption on one line."""
        return self.caption.replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Number:
    """A value that the scene shows, as text."""

    name: str
    value: str
    unit: str
    how: str


@dataclass(frozen=True, slots=True)
class Told:
    """A rendered scene. Sizes in pixels, ``duration`` in seconds, ``files`` in bytes by name."""

    slug: str
    number: str
    title: str
    idea: str
    family: str
    alt: str  # what the poster shows, with its numbers
    poster: ToldBeat
    beats: tuple[ToldBeat, ...]
    errata: tuple[ToldBeat, ...]  # where a well-known picture is mended
    numbers: tuple[Number, ...]
    line: str  # the source line on every frame
    model: str
    inputs: str
    sources: tuple[str, ...]
    theme: str
    quality: str
    width: int
    height: int
    fps: int
    duration: float
    files: Mapping[str, int]
    folder: Path

    @property
    def insight(self) -> str:
        """The sentence of the frame that says it all."""
        return self.poster.line

    @property
    def description(self) -> str:
        """The film in words: its idea, the captions in order, the source.

        A line of a caption that stays while another comes below it is told once.
        """
        lines = [line for beat in self.beats for line in beat.caption.splitlines() if line.strip()]
        return " ".join([self.idea, *dict.fromkeys(lines), f"Source: {self.line}."])

    def fresh(self) -> Iterator[tuple[ToldBeat, str]]:
        """Yield each beat with what is new in its caption: a line that stays is not told again."""
        before = ""
        for beat in self.beats:
            yield beat, beat.caption.removeprefix(before)
            before = beat.caption

    def film(self, kind: str) -> str | None:
        """Return the name of the film of one kind, such as ``mp4``; None where there is none."""
        name = f"{self.slug}.{kind}"
        return name if name in self.files else None


def told(folder: Path) -> Told:
    """Read what the manifest of a rendered folder says.

    Raises
    ------
    UserError
        When there is no manifest, it is an older one or damaged, or a file that it names is
        missing or has changed.
    """
    facts = manifest.read(folder)
    if facts is None:
        raise UserError(f"{folder} holds no rendered scene; `seqreel render` makes one")
    again = f"`seqreel render {folder.name}` makes it anew"
    try:
        files = {name: int(entry["bytes"]) for name, entry in facts["files"].items()}
        found = _told(facts, files, folder)
    except KeyError as error:
        raise UserError(
            f"{folder} was rendered by an older seqreel (its manifest lacks {error}); {again}"
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{folder} has a damaged manifest; {again}") from error
    for name, size in files.items():
        if not (folder / name).is_file():
            raise UserError(f"{folder} lacks {name}; {again}")
        if (folder / name).stat().st_size != size:
            raise UserError(f"{folder} holds another {name} than was rendered; {again}")
    return found


def _told(facts: dict[str, Any], files: dict[str, int], folder: Path) -> Told:
    beats = tuple(
        ToldBeat(**{key: beat[key] for key in ToldBeat.__slots__}) for beat in facts["beats"]
    )
    by_name = {beat.name: beat for beat in beats}
    provenance, options = facts["provenance"]["provenance"], facts["options"]
    found = Told(
        **{key: facts[key] for key in ("slug", "number", "title", "idea", "family", "alt")},
        poster=by_name[facts["poster"]],
        beats=beats,
        errata=tuple(by_name[name] for name in facts["errata"]),
        numbers=tuple(Number(**row) for row in facts["numbers"]),
        **{key: provenance[key] for key in ("line", "model", "inputs")},
        sources=tuple(provenance["sources"]),
        **{key: options[key] for key in ("theme", "quality", "width", "height", "fps")},
        duration=facts["duration"],
        files=files,
        folder=folder,
    )
    parts: list[Told | ToldBeat | Number] = [found, *beats, *found.numbers]
    if not all(map(_is_sound, parts)):
        raise TypeError("a text is no text, or a number no number")
    if min(found.fps, found.duration) <= 0:
        raise ValueError("the film takes no time")
    return found


def _is_sound(made: Told | ToldBeat | Number) -> bool:
    """Return whether what was read is of the types that its class says."""
    types = {field.name: KINDS.get(str(field.type), (object,)) for field in fields(made)}
    return all(isinstance(getattr(made, name), kind) for name, kind in types.items())
