"""The options that put a user's own numbers or words into a scene."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import scenes
from anim_lib import value_store
from anim_lib.errors import UserError
from scenes import inputs
from scenes.inputs import Inputs

FOLDER = "own"  # in the folder of the results
VALUES = "values"  # in the folder of one input's results


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Add ``--context``, ``--gpu-memory``, ``--model``, ``--sentence`` and ``--query``."""
    group = parser.add_argument_group(
        "your own inputs",
        "Values are computed anew from them and shown instead of the saved ones, which stay; a "
        "scene that cannot take one says which scenes do.",
    )
    group.add_argument(
        "--context",
        type=inputs.tokens,
        metavar="TOKENS",
        help="length of the text, such as 8000 or 256k (k is 1,024)",
    )
    group.add_argument(
        "--gpu-memory", type=inputs.memory, metavar="SIZE", help="such as 24GB or 24GiB"
    )
    group.add_argument(
        "--model",
        type=inputs.model,
        metavar="NAME",
        help="a model of assets/tables/models.csv, such as llama-3-8b",
    )
    group.add_argument(
        "--sentence", type=inputs.words, metavar="TEXT", help="what the scene's model reads"
    )
    group.add_argument(
        "--query", type=inputs.words, metavar="WORD", help="the word of it that is followed"
    )


def read(options: argparse.Namespace, slugs: Sequence[str]) -> Inputs:
    """Return the inputs that were given, and which every scene takes.

    Raises
    ------
    UserError
        When a scene does not take one, or scenes are not named.
    """
    given = Inputs(
        options.context, options.gpu_memory, options.model, options.sentence, options.query
    )
    if given.given() and not slugs:
        name = inputs.option(next(iter(given.given())))
        raise UserError(f"{name}: name the scenes that shall take it, such as `seqreel render m3`")
    inputs.check(slugs, given)
    return given


@contextmanager
def shown(given: Inputs, slugs: Sequence[str], root: Path | None = None) -> Iterator[None]:
    """Show values computed from ``given`` in this process and those that it starts.

    ``root`` is where they are kept; None: nowhere. Without inputs the saved values are shown.
    """
    if not given.given():
        yield
        return
    # Read by torch when a scene imports it: sums in one thread are the same on every machine.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory(prefix="seqreel-") as temporary:
        folder = (root or Path(temporary)).resolve()
        inputs.compute(slugs, given, folder)
        with _chosen(folder):
            yield


@contextmanager
def kept(renders: Path) -> Iterator[list[str]]:
    """Show the values that the films in ``renders`` were made from; give the slugs it is for.

    Those are all scenes, or the few that were rendered there with somebody's own inputs.
    """
    folder = renders / VALUES
    if not folder.is_dir():
        yield scenes.slugs()
        return
    with _chosen(folder.resolve()):
        yield [slug for slug in scenes.slugs() if (folder / f"{slug}.npz").is_file()]


@contextmanager
def _chosen(folder: Path) -> Iterator[None]:
    before = os.environ.get(value_store.CHOSEN)
    os.environ[value_store.CHOSEN] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[value_store.CHOSEN]
        else:
            os.environ[value_store.CHOSEN] = before
