"""``seqreel manual``: every command and option as Markdown, from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from scenes import __main__ as command_line

NAME = "manual"
HELP = "print every command with its options as Markdown"
EXAMPLE = "seqreel manual > scenes/commands/README.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``manual``: none."""


def run(options: argparse.Namespace) -> int:
    """Print the manual."""
    print(text(command_line.parser()), end="")
    return 0


def text(parser: argparse.ArgumentParser) -> str:
    """Return the manual of a parser with commands, independent of Python's layout of help."""
    blocks = ["# Commands", str(parser.description), str(parser.epilog)]
    blocks.append("This page is what `./seqreel manual` prints; a test compares the two.")
    for name, command in _commands(parser).items():
        example = str(command.epilog).removeprefix("example: ")
        blocks += [
            f"## {name}",
            str(command.description),
            f"```sh\n./{example}\n```",
            *_table(command),
        ]
    return "\n\n".join(blocks) + "\n"


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command, by its name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _table(command: argparse.ArgumentParser) -> Iterator[str]:
    rows = [
        f"| `{_spelling(action)}` | {_cell(str(action.help))} |"
        for action in command._actions
        if not isinstance(action, argparse._HelpAction)
    ]
    if rows:
        yield "\n".join(["| argument | meaning |", "|---|---|", *rows])


def _spelling(action: argparse.Action) -> str:
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = str(action.metavar or choices or action.dest.upper())
    if action.option_strings:
        takes_value = action.nargs != 0
        return f"{action.option_strings[0]} {value}" if takes_value else action.option_strings[0]
    if action.nargs == "*":
        return f"[{value} ...]"
    return f"[{value}]" if action.nargs == "?" else value


def _cell(words: str) -> str:
    return words.replace("%%", "%").replace("|", "\\|").replace("<", "&lt;")
