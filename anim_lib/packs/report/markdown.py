"""Words of scenes as Markdown that shows them as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

# What begins markup within a line, in CommonMark, GitHub's, Obsidian's or Pandoc's Markdown:
# emphasis, code, links, table cells, spans, tags, marks, comments, citations, strikes, indices
WITHIN: Final = re.compile(r"[\\`*_\[\]{}|#@~^]|={2,}|%{2,}")
IN_QUOTES: Final = re.compile(r"[\\`*_\[\]{}|$@~^]")
# Lists, definitions, underlines; not a number such as -0.5 or 0.25
FIRST: Final = re.compile(r"^(?:(?=[-+:=](?:\s|$|[-:=]))|(\d{1,9})(?=[.)](?:\s|$)))")


def plain(words: str, dollar: str = r"\$") -> str:
    """Return words on one line, escaped so that a reader sees what was written.

    ``dollar`` stands for each dollar sign, which begins mathematics.
    """
    line = html.escape(" ".join(words.split()), quote=False)
    line = WITHIN.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), line)
    return FIRST.sub(lambda found: f"{found[1] or ''}\\", line).replace("$", dollar)


def attribute(words: str) -> str:
    """Return words for between the quotes of an HTML or Pandoc attribute, inside a table too.

    What Markdown, a shortcode or mathematics could begin with is written as a reference.
    """
    line = html.escape(" ".join(words.split()))
    return IN_QUOTES.sub(lambda found: f"&#{ord(found[0])};", line)


def quoted(words: str) -> str:
    """Return words as a YAML string: one in JSON's notation is one in YAML's."""
    signs = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(signs.get(sign, sign) for sign in " ".join(words.split())) + '"'


def table(columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]) -> str:
    """Return a pipe table.

    Parameters
    ----------
    columns
        Heading of each, and its width relative to the others: Pandoc goes by the dashes where a
        row is long.
    rows
        Cells that are Markdown already.
    """
    heads = " | ".join(heading for heading, _ in columns)
    rule = " | ".join("-" * width for _, width in columns)
    body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {heads} |", f"| {rule} |", *body])


def callout(head: str, blocks: Sequence[str]) -> str:
    """Return blocks as a quotation that begins with a line of its own, such as ``[!NOTE]``."""
    lines = "\n\n".join(blocks).splitlines()
    return "\n".join([f"> {head}", *(f"> {line}".rstrip() for line in lines)])
