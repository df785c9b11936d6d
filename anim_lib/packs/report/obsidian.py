"""Notes for an Obsidian vault."""

from __future__ import annotations

from anim_lib.packs.report.flavour import Facts, Flavour, poster
from anim_lib.packs.report.markdown import quoted
from anim_lib.packs.told import Told

WIDTH = 240  # of thumbnails, pixels
# Nothing can be escaped within a wiki link: what would end it, or begin HTML, is drawn alike
ALIKE = str.maketrans({"[": "(", "]": ")", "|": "/", "<": "‹", ">": "›", "#": None, "^": None})


class Obsidian(Flavour):
    """Properties, wiki links, embedded films."""

    index = "animated-diagrams"  # a vault has an index of its own

    def front(self, facts: Facts) -> list[str]:
        """Return the note's properties."""
        lines = ["---", f"title: {quoted(facts.title)}"]
        for name, entries in (("aliases", facts.aliases), ("tags", facts.tags)):
            lines += [f"{name}:", *(f"  - {quoted(entry)}" for entry in entries)]
        return [
            "\n".join([*lines, *(f"{key}: {quoted(words)}" for key, words in facts.more), "---"])
        ]

    def film(self, scene: Told) -> list[str]:
        """Embed the MP4 by its name, which Obsidian finds wherever the folder is put."""
        return [f"![[{scene.slug}.mp4]]"]

    def link(self, target: str, words: str, *, cell: bool = False) -> str:
        """Return a wiki link."""
        shown = " ".join(words.translate(ALIKE).split())
        bar = "\\|" if cell else "|"
        return f"[[{target}{bar}{shown}]]"

    def thumbnail(self, scene: Told) -> str:
        """Return a picture of a set width."""
        return f"![{self.text(scene.title)}\\|{WIDTH}]({poster(scene)})"
