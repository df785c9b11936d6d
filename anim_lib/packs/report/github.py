"""Notes as GitHub shows them."""

from __future__ import annotations

from collections.abc import Sequence

from anim_lib.packs.report.flavour import Flavour, film, poster
from anim_lib.packs.report.markdown import attribute, callout, plain
from anim_lib.packs.told import Told

WIDTH = 240  # of thumbnails, pixels


class GitHub(Flavour):
    """A moving GIF, which GitHub lets a reader pause, linked to the film; alerts."""

    index = "README"
    films = ("mp4", "gif")
    # GitHub's own advice: a backslash does not keep a dollar sign from beginning mathematics
    dollar = "<span>$</span>"

    def film(self, scene: Told) -> list[str]:
        """Return the GIF linked to the MP4, and the MP4 in words."""
        size = scene.files[f"{scene.slug}.mp4"] / 10**6
        return [
            f"[![{plain(scene.alt)}]({film(scene, 'gif')})]({film(scene)})",
            f"[Film: MP4, {scene.duration:.0f} s, {size:.1f} MB]({film(scene)})",
        ]

    def callout(self, kind: str, title: str, blocks: Sequence[str]) -> str:
        """Return an alert; its title is GitHub's own, so ours is the first line."""
        return callout(f"[!{kind.upper()}]", [f"**{self.text(title)}.**", *blocks])

    def thumbnail(self, scene: Told) -> str:
        """Return a small picture: only HTML sets a width here."""
        picture = f'<img src="{poster(scene)}" width="{WIDTH}" alt="{attribute(scene.title)}">'
        return f'<a href="{scene.slug}{self.suffix}">{picture}</a>'
