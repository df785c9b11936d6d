"""Where a value comes from: what every field of a scene's Values must say about itself.

A values module imports from here and from nothing else of the library (its models only inside
``compute()``), so that reading saved values needs no torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Value = Floats | Ints | str | tuple[str, ...] | int | float


@dataclass(frozen=True, slots=True)
class Provenance:
    """One per scene: the module constant ``PROVENANCE`` of ``scenes/values/<slug>.py``."""

    line: str  # the small line at the bottom right of every frame
    model: str  # "exact arithmetic", or the model's name
    inputs: str  # the text or the numbers put in
    seed: int | None = None
    weights: tuple[str, ...] = ()  # trained models of assets/weights, by name
    weights_sha256: str | None = None  # of weights that are not in assets/weights
    layer: int | None = None
    head: int | None = None
    channel: int | None = None
    sources: tuple[str, ...] = ()  # papers, and tables as file:row


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What is recorded about one saved field, with its value."""

    name: str
    shape: str  # as declared: "(seq_len, d_head)"
    dims: tuple[int, ...]  # as saved: (3, 2)
    dtype: str
    unit: str
    how: str
    sha256: str
    value: Value


@dataclass(frozen=True, slots=True)
class Record:
    """The JSON beside a scene's npz, without the values themselves."""

    slug: str
    provenance: Provenance
    code_sha256: str
    weights_sha256: Mapping[str, str]  # of every model that the provenance names
    versions: Mapping[str, str]
    fields: Mapping[str, Mapping[str, Any]]
    npz_sha256: str


def quantity(shape: str, unit: str, how: str) -> Any:
    """Declare one field of a Values dataclass.

    Parameters
    ----------
    shape
        Names or numbers in brackets: ``"(seq_len, d_head)"``, ``"(3,)"``, ``"()"`` for one number
        or one string. A name stands for the same size in every field of the same Values.
    unit
        What one number counts: "token", "byte", "ms"; "1" where there is no unit.
    how
        One sentence: the formula, or the source.

    Returns
    -------
    Any
        A dataclass field without a default.
    """
    return field(metadata={"shape": shape, "unit": unit, "how": how})


def floats(numbers: npt.ArrayLike) -> Floats:
    """Copy numbers (a list, an array, a tensor) of any shape into a read-only float64 array.

    Negative zeros become plain ones, so that no label reads -0.
    """
    array = np.array(np.asarray(numbers), dtype=np.float64, order="C") + 0.0
    array.flags.writeable = False
    return array


def ints(numbers: npt.ArrayLike) -> Ints:
    """Copy whole numbers of any shape into a read-only int64 array.

    Raises
    ------
    ValueError
        A number is not whole, so that nothing is rounded unseen.
    """
    array = np.array(np.asarray(numbers), order="C")
    if not np.array_equal(array, array.astype(np.int64)):
        raise ValueError(f"ints() takes whole numbers, got {array.tolist()}")
    whole: Ints = array.astype(np.int64)
    whole.flags.writeable = False
    return whole
