"""Chapters of a Quarto book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anim_lib.packs.report.flavour import MEDIA, Facts, Flavour, film, frame_words, poster, still
from anim_lib.packs.report.markdown import attribute, quoted
from anim_lib.packs.told import Told, ToldBeat

WIDTH = 240  # of thumbnails, pixels


class Quarto(Flavour):
    """Films by shortcode, figures and tables that can be referred to."""

    index = "index"
    suffix = ".qmd"

    def front(self, facts: Facts) -> list[str]:
        """Return the categories; the title is the heading, which references need."""
        if not facts.tags:
            return []
        tags = (f"  - {quoted(tag)}" for tag in facts.tags)
        return ["\n".join(["---", "categories:", *tags, "---"])]

    def title(self, words: str, scene: Told | None = None) -> str:
        """Return the heading, with the name of a scene's section."""
        if scene is None:
            return f"# {self.text(words)} {{.unnumbered}}"
        return f"# {self.text(words)} {{#sec-{_name(scene)}}}"

    def film(self, scene: Told) -> list[str]:
        """Return the shortcode of a film."""
        return [f"{{{{< video {film(scene)} >}}}}"]

    def picture(self, scene: Told) -> str:
        """Return the poster as a figure."""
        caption = f"{self.text(scene.title)}: {self.text(scene.insight)}"
        return f"![{caption}]({poster(scene)}){{#fig-{_name(scene)} fig-alt={_value(scene.alt)}}}"

    def still(self, scene: Told, beat: ToldBeat) -> str:
        """Return a beat's frame as a figure."""
        label = f"#fig-{_name(scene)}-{beat.name.replace('_', '-')}"
        words = _value(frame_words(scene, beat))
        return f"![{self.text(beat.line)}]({still(scene, beat)}){{{label} fig-alt={words}}}"

    def callout(self, kind: str, title: str, blocks: Sequence[str]) -> str:
        """Return a callout; its title is an attribute."""
        head = f"::: {{.callout-{kind} title={_value(title)}}}"
        return "\n\n".join([head, *blocks, ":::"])

    def numbers(self, scene: Told, table: str) -> list[str]:
        """Return the table with a caption, and a sentence that refers to it and to the figure."""
        label = _name(scene)
        return [
            f"@tbl-{label} holds what is counted and computed for @fig-{label}.",
            table,
            f": Numbers of {self.text(scene.title)} {{#tbl-{label}}}",
        ]

    def thumbnail(self, scene: Told) -> str:
        """Return a small linked picture."""
        shape = f"{{width={WIDTH} fig-alt={_value(scene.title)}}}"
        return f"[![]({poster(scene)}){shape}]({scene.slug}{self.suffix})"

    def extra(self, chapters: Sequence[tuple[str, Sequence[Told]]]) -> Mapping[str, str]:
        """Return the project file."""
        lines = ["project:", "  type: book", f"  resources: [{quoted(f'{MEDIA}/*.mp4')}]"]
        lines += ["lang: en-GB", "book:", f"  title: {quoted('Animated diagrams')}", "  chapters:"]
        lines += [f"    - {self.index}{self.suffix}"]
        for title, scenes in chapters:
            lines += [f"    - part: {quoted(title)}", "      chapters:"]
            lines += [f"        - {scene.slug}{self.suffix}" for scene in scenes]
        # words are shown as they were written: no dashes made of hyphens
        lines += ["format:", "  html:", "    from: markdown-smart", "    toc: true"]
        return {"_quarto.yml": "\n".join(lines) + "\n"}


def _name(scene: Told) -> str:
    return scene.slug.replace("_", "-")


def _value(words: str) -> str:
    """Return words as the quoted value of an attribute."""
    return f'"{attribute(words)}"'
