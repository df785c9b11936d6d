"""Every command, in the order of the help text."""

from __future__ import annotations

import argparse
from typing import Protocol, cast

from scenes.commands import (
    bench,
    compute,
    encoder,
    listing,
    manual,
    measure,
    printing,
    render,
    report,
    sheet,
    slides,
    still,
    testing,
    train,
    values,
)


class Command(Protocol):
    """What a command's module offers."""

    NAME: str
    HELP: str
    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; return the exit status."""


COMMANDS = cast(
    "tuple[Command, ...]",
    (
        render,
        report,
        slides,
        printing,
        listing,
        still,
        sheet,
        compute,
        values,
        train,
        measure,
        bench,
        encoder,
        manual,
        testing,
    ),
)
