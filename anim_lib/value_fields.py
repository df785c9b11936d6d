"""One field of a Values dataclass as an array, and back; shapes checked by name."""

from __future__ import annotations

import dataclasses
import hashlib
import typing
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from anim_lib.provenance import Floats, Ints, Value

AnyArray = npt.NDArray[Any]


def declared(values_type: type) -> dict[str, tuple[Any, dict[str, str]]]:
    """Name -> (type, {"shape", "unit", "how"}) of every field, in order.

    Raises
    ------
    TypeError
        A field was not declared with ``quantity`` or has a type that cannot be saved.
    """
    types = typing.get_type_hints(values_type)
    table = {}
    for item in dataclasses.fields(values_type):
        kind = types[item.name]
        if {"shape", "unit", "how"} - set(item.metadata):
            raise TypeError(f"field {item.name} of {values_type.__module__} needs quantity(...)")
        if kind not in (Floats, Ints, str, int, float, tuple[str, ...]):
            raise TypeError(f"field {item.name} of {values_type.__module__} has type {kind}")
        table[item.name] = (kind, dict(item.metadata))
    return table


def to_array(value: Value, kind: Any) -> AnyArray:
    """Turn a field's value into the array that is saved.

    Raises
    ------
    ValueError
        The value is not of the declared type, or not finite.
    """
    dtype = {Floats: np.float64, float: np.float64, Ints: np.int64, int: np.int64}.get(kind)
    if dtype is None:
        if not isinstance(value, typing.get_origin(kind) or kind):
            raise ValueError(f"is not of type {kind}: {value!r}")
        return np.array(value, dtype=np.str_)
    if kind in (int, float) and type(value) is not kind:
        raise ValueError(f"is not of type {kind.__name__}: {value!r}")
    array = np.asarray(value)
    if array.dtype != dtype:
        raise ValueError(f"has dtype {array.dtype}, not {np.dtype(dtype)}")
    if not np.isfinite(array).all():
        raise ValueError("holds NaN or infinity")
    return np.ascontiguousarray(array).reshape(array.shape)


def from_array(array: AnyArray, kind: Any) -> Value:
    """Inverse of ``to_array``; arrays come back read-only."""
    if kind in (Floats, Ints):
        array.flags.writeable = False
        return array
    if kind in (str, int, float):
        scalar: str | int | float = kind(array.item())
        return scalar
    return tuple(str(text) for text in array)


def match_shape(declared_shape: str, dims: tuple[int, ...], sizes: dict[str, int]) -> bool:
    """Whether dims fit "(seq_len, 2)"; a name's first size is noted in ``sizes`` and then kept."""
    names = [name.strip() for name in declared_shape.strip("()").split(",") if name.strip()]
    if len(names) != len(dims):
        return False
    wanted = (
        int(name) if name.isdigit() else sizes.setdefault(name, size)
        for name, size in zip(names, dims, strict=True)
    )
    return all(want == size for want, size in zip(wanted, dims, strict=True))


def array_sha256(array: AnyArray) -> str:
    """Hash of dtype, dimensions and little-endian bytes."""
    little = array.astype(array.dtype.newbyteorder("<"))
    head = f"{little.dtype.str}{array.shape}".encode()
    return hashlib.sha256(head + little.tobytes()).hexdigest()


def checked_arrays(values: object, complain: Callable[[str], Exception]) -> dict[str, AnyArray]:
    """Every field of a Values object as an array, its type, finiteness and shape checked."""
    arrays: dict[str, AnyArray] = {}
    sizes: dict[str, int] = {}
    for name, (kind, words) in declared(type(values)).items():
        try:
            arrays[name] = to_array(getattr(values, name), kind)
        except ValueError as error:
            raise complain(f"field {name} {error}") from error
        if not match_shape(words["shape"], arrays[name].shape, sizes):
            raise complain(
                f"field {name} has shape {arrays[name].shape}, declared as {words['shape']}"
            )
    return arrays
