"""What makes a poster in words easy to listen to, whatever it says."""

from __future__ import annotations

import re

# in figures; the 10 of 4.4 × 10⁻¹⁶ is none
NUMBER = re.compile(r"(?<!× )(?<![\d.])\d[\d,]*(?:\.\d+)?(?<!,)")
MARKUP = set("<>|*_`#\\~^{}[]\n\t")
SHORTEST, LONGEST = 150, 600  # characters
ENDS = re.compile(r"(?<=[.!?])\s")  # of sentences


def faults(text: str, own: str = "") -> list[str]:
    """Return what is wrong with a text.

    ``own`` is a user's sentence: it may be quoted, and with it another one of its form.
    """
    sentences, theirs = len(ENDS.split(text)), len(ENDS.findall(own))
    wrong = {
        f"{len(text)} characters": not SHORTEST <= len(text) <= LONGEST,
        f"{sentences} sentences": not 2 <= sentences <= 4 + 2 * theirs,
        "no full stop at the end": not text.endswith("."),
        "a small letter at the start": not text[:1].isupper(),
        "two spaces, or one at an end": text != " ".join(text.split()),
        "a mark of some markup": bool(MARKUP & set(text) - set(own)),
        "says that it is a picture": bool(re.search(r"\b(?:image|picture) (?:of|shows)", text)),
    }
    return [fault for fault, found in wrong.items() if found]
