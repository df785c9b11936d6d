"""Reads a report back: links, pictures, alternative texts, and the words that a reader sees."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

WIKI = re.compile(r"(!?)\[\[([^\]|\\#^]+)(?:\\?\|([^\]]*))?\]\]")
SHORTCODE = re.compile(r"\{\{< video (\S+) >\}\}")
FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
ATTRIBUTES = re.compile(r"\{(?:#|width)[^{}]*fig-alt=\"([^\"]*)\"\}")
PARSER = MarkdownIt("gfm-like", {"linkify": False})


@dataclass
class Page:
    """What one file holds."""

    targets: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: str = ""


class Tags(HTMLParser):
    """Takes links and pictures out of HTML."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.page.targets.append(value or "")
            if name == "alt":
                self.page.alts.append(value or "")


def front(text: str) -> str:
    """Return the YAML at the top, or nothing."""
    found = FRONT.match(text)
    return found[1] if found else ""


def read(path: Path) -> Page:
    """Read one file of a report."""
    text = FRONT.sub("", path.read_text("utf-8"))
    page = Page()
    for mark, target, _ in WIKI.findall(_without_escapes(text)):
        page.targets.append(target if mark else f"{target}.md")
    page.targets += SHORTCODE.findall(text)
    _walk(PARSER.parse(text), page)
    if path.suffix == ".qmd":  # there they are attributes; a figure's words are its caption
        page.alts = [html.unescape(alt) for alt in ATTRIBUTES.findall(text)]
    return page


def _without_escapes(text: str) -> str:
    return re.sub(r"\\[\[\]]", "", text)


def _walk(tokens: list[Token], page: Page) -> None:
    before = ""
    for token in tokens:
        words = _words(token.children or [], page) if token.type == "inline" else ""
        if token.type == "tr_open":
            page.rows.append([])
        elif token.type == "inline" and before in ("td_open", "th_open"):
            page.rows[-1].append(words)
        elif token.type == "inline" and before == "heading_open":
            page.headings.append(words)
        elif token.type == "html_block":
            Tags(page).feed(token.content)
        page.text += words + "\n" if words else ""
        before = token.type


def _words(tokens: list[Token], page: Page) -> str:
    shown = ""
    for token in tokens:
        if token.type == "image":
            page.targets.append(str(token.attrs["src"]))
            page.alts.append(_words(token.children or [], page))
        elif token.type == "link_open":
            page.targets.append(str(token.attrs["href"]))
        elif token.type == "html_inline":
            Tags(page).feed(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            shown += " "
        else:
            shown += token.content
    return shown
