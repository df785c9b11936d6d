"""The manual of the command line is what the command line says of itself."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

import pytest

from scenes.__main__ import parser
from scenes.commands import manual
from scenes.commands.table import COMMANDS, Command

PAGE = Path(manual.__file__).with_name("README.md")


def test_the_page_is_what_the_command_prints() -> None:
    assert PAGE.read_text("utf-8") == manual.text(parser()), (
        "./seqreel manual > scenes/commands/README.md"
    )


def test_it_tells_each_command_and_option_in_words() -> None:
    top = argparse.ArgumentParser(description="What.", epilog="More.")
    commands = top.add_subparsers()
    one = commands.add_parser("one", description="Do one.", epilog="example: seqreel one a --b 2")
    one.add_argument("slug", metavar="SLUG", nargs="*", help="which | or all")
    one.add_argument("--b", type=int, help="100%% of <it>")
    one.add_argument("--c", choices=("x", "y"), help="either")
    one.add_argument("--d", action="store_true", help="whether")
    commands.add_parser("two", description="Do two.", epilog="example: seqreel two")
    told = manual.text(top)
    assert told.endswith(
        "## one\n\nDo one.\n\n```sh\n./seqreel one a --b 2\n```\n\n"
        "| argument | meaning |\n|---|---|\n"
        "| `[SLUG ...]` | which \\| or all |\n"
        "| `--b B` | 100% of &lt;it> |\n"
        "| `--c {x,y}` | either |\n"
        "| `--d` | whether |\n\n"
        "## two\n\nDo two.\n\n```sh\n./seqreel two\n```\n"
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.NAME)
def test_each_example_is_understood(command: Command) -> None:
    words = shlex.split(command.EXAMPLE.split(" > ")[0])
    assert words[0] == "seqreel"
    if command.NAME == "test":
        words.insert(2, "--")  # as the command line does: the rest is pytest's
    assert parser().parse_args(words[1:]).command == command.NAME
