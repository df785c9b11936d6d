"""What a still says about itself in its metadata."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Notes:
    """Title, text for those who cannot see the picture, where its numbers come from, and maker.

    Each becomes one line of printable characters, which every kind of file can hold.
    """

    title: str
    alt: str
    source: str
    creator: str = "seqreel"

    def __post_init__(self) -> None:
        for field in fields(self):
            line = " ".join(getattr(self, field.name).split())
            object.__setattr__(self, field.name, "".join(filter(str.isprintable, line)))

    @property
    def as_png(self) -> dict[str, str]:
        """The notes under the names that PNG has for them."""
        return {"Title": self.title, "Description": self.alt, "Source": self.source}
