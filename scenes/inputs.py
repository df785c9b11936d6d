"""What a user may put into a scene instead of its own: a text's length, a GPU, a model, a sentence.

A values module that takes some of these names them in ``TAKES``, and its ``compute`` and
``provenance`` have them as keywords.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from argparse import ArgumentTypeError
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import scenes
from anim_lib import tables, value_store
from anim_lib.errors import UserError

LONGEST = 2**24  # tokens
SMALLEST, LARGEST = 10**9, 2 * 10**12  # bytes of a GPU
LETTERS = 300  # of a sentence, and of a folder's name a part of them
NAMED = 48
TIMES = {"": 1, "k": 2**10, "m": 2**20}
UNITS = {"gb": 10**9, "gib": 2**30, "tb": 10**12, "tib": 2**40}


def tokens(text: str) -> int:
    """Return the number of tokens meant by ``256k``, ``1M`` or ``100,000``; k is 1,024."""
    read = re.fullmatch(r"(\d[\d,_]*)\s*([kKmM]?)", text.strip())
    count = int(re.sub("[,_]", "", read[1])) * TIMES[read[2].lower()] if read else 0
    if not 1 <= count <= LONGEST:
        raise ArgumentTypeError(
            f"must be 1 to {LONGEST:,} tokens, such as 8000, 256k or 1M (k is 1,024); not {text!r}"
        )
    return count


def memory(text: str) -> int:
    """Return the bytes meant by ``24GB``, ``80 GB`` or ``24GiB``."""
    read = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([GgTt][Ii]?[Bb])", text.strip())
    size = round(float(read[1]) * UNITS[read[2].lower()]) if read else 0
    if not SMALLEST <= size <= LARGEST:
        raise ArgumentTypeError(
            f"must be 1 GB to 2 TB with its unit, such as 24GB or 24GiB; not {text!r}"
        )
    return size


def model(text: str) -> str:
    """Return the name in ``models.csv`` that is meant, whatever its capitals and hyphens."""
    names = [row["name"] for row in tables.rows("models")]
    meant = {_plain(name): name for name in names}
    if _plain(text) not in meant:
        raise ArgumentTypeError(f"must be one of {', '.join(names)}; not {text!r}")
    return meant[_plain(text)]


def words(text: str) -> str:
    """Return a sentence or a word with single spaces; its scene says which words it can read."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line or len(line) > LETTERS or not line.isprintable():
        raise ArgumentTypeError(
            f"must be 1 to {LETTERS} characters that can be printed; not {text[:40]!r}"
        )
    return line


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().lower())


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was given: tokens, bytes, a name of ``models.csv``, a sentence, one of its words."""

    context: int | None = None
    gpu_memory: int | None = None
    model: str | None = None
    sentence: str | None = None
    query: str | None = None

    def given(self) -> dict[str, int | str]:
        """Return those that were given, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def label(self) -> str:
        """Return a name for a folder: another one for every other choice, "" for none."""
        if not self.given():
            return ""
        told = "; ".join(f"{name}={value}" for name, value in self.given().items())
        short = re.sub(r"[^a-z0-9]+", "-", "-".join(map(str, self.given().values())).lower())
        digest = hashlib.sha256(told.encode()).hexdigest()[:7]
        return f"{short.strip('-')[:NAMED].rstrip('-')}-{digest}".lstrip("-")


def option(name: str) -> str:
    """Return the option of the command line that gives an input."""
    return f"--{name.replace('_', '-')}"


def taken(slug: str) -> tuple[str, ...]:
    """Return the names of the inputs that a scene takes."""
    found: tuple[str, ...] = getattr(scenes.values_module(slug), "TAKES", ())
    return found


def check(slugs: Sequence[str], inputs: Inputs) -> None:
    """Make sure that every scene takes all that was given.

    Raises
    ------
    UserError
        When one does not; those that do are named.
    """
    for slug in slugs:
        for name in inputs.given():
            if name not in taken(slug):
                others = [each for each in scenes.slugs() if name in taken(each)]
                raise UserError(
                    f"{option(name)}: {slug} takes none; allowed are {', '.join(others)}"
                )


def compute(slugs: Sequence[str], inputs: Inputs, root: Path) -> None:
    """Compute the values of scenes from what was given and save them in ``root``."""
    check(slugs, inputs)
    for slug in slugs:
        module, given = scenes.values_module(slug), inputs.given()
        value_store.save(module.compute(**given), module.provenance(**given), root)
