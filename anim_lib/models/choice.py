"""Walk a decision tree whose gates compare numbers: recall and bytes against what is asked.

The order of the gates is advice, not a result: first whether a fixed state would do, then whether
every token can be kept, then whether some layers can keep it.
"""

from __future__ import annotations

from dataclasses import dataclass

GATES = ("fixed state recalls", "fixed state fits", "transformer", "hybrid")
LEAVES = ("fixed state", "transformer", "hybrid", "none of these")
NOT_ASKED = -1


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to remember, at the use case's number of facts and tokens."""

    recall: float  # share of facts given right
    needed_bytes: int  # weights, state and cache

    def recalls(self, required: float) -> bool:
        """Whether enough of the facts are right."""
        return self.recall >= required

    def fits(self, gpu_bytes: int) -> bool:
        """Whether weights, state and cache fit; activations are left out."""
        return self.needed_bytes <= gpu_bytes

    def does(self, required: float, gpu_bytes: int) -> bool:
        """Whether it recalls enough and fits."""
        return self.recalls(required) and self.fits(gpu_bytes)


@dataclass(frozen=True, slots=True)
class Path:
    """The way through the gates: an answer per gate (1, 0, or NOT_ASKED) and the leaf reached."""

    answers: tuple[int, ...]
    leaf: int


def walk(
    fixed: Candidate, transformer: Candidate, hybrid: Candidate, required: float, gpu_bytes: int
) -> Path:
    """Follow one use case from the root to its leaf.

    Parameters
    ----------
    fixed, transformer, hybrid
        The three candidates.
    required
        Share of facts that must be right, 0 … 1.
    gpu_bytes
        Memory of the GPU.

    Raises
    ------
    ValueError
        ``required`` is not a share.
    """
    if not 0 <= required <= 1:
        raise ValueError(f"required must be a share between 0 and 1, got {required}")
    none = LEAVES.index("none of these")
    if fixed.recalls(required):
        fits = fixed.fits(gpu_bytes)
        return Path((1, int(fits), NOT_ASKED, NOT_ASKED), 0 if fits else none)
    if transformer.does(required, gpu_bytes):
        return Path((0, NOT_ASKED, 1, NOT_ASKED), LEAVES.index("transformer"))
    mixed = hybrid.does(required, gpu_bytes)
    return Path((0, NOT_ASKED, 0, int(mixed)), LEAVES.index("hybrid") if mixed else none)
