"""One replaced function, and the check that classes inherit what a replacement assumes."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass(frozen=True, slots=True)
class Patch:
    """A function of manim and what stands in for it.

    Parameters
    ----------
    owner
        The class or module that defines the function.
    name
        The function's name there.
    replacement
        What is called instead.
    original
        manim's own function.
    source
        What :meth:`source_now` gave when the two were compared.
    relies_on
        Functions of manim that the original calls and the replacement does not.
    """

    owner: type | ModuleType
    name: str
    replacement: Callable[..., Any]
    original: Callable[..., Any]
    source: str
    relies_on: tuple[Callable[..., Any], ...] = ()

    def apply(self) -> None:
        """Put the replacement wherever the original stands; what others put there stays."""
        self._swap(self.original, self.replacement)

    def remove(self) -> None:
        """Put the original wherever the replacement stands."""
        self._swap(self.replacement, self.original)

    def source_now(self) -> str:
        """Return 16 hexadecimal digits of the SHA-256 of the installed functions' source text."""
        text = "".join(inspect.getsource(f) for f in (self.original, *self.relies_on))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _swap(self, old: Callable[..., Any], new: Callable[..., Any]) -> None:
        holders: list[type | ModuleType] = [self.owner]
        if isinstance(self.owner, ModuleType):
            # a module that imported the function by name holds a reference of its own
            own = __name__.rpartition(".")[0]
            holders = [m for n, m in list(sys.modules.items()) if not n.startswith(own)]
        for holder in holders:
            if vars(holder).get(self.name) is old:
                setattr(holder, self.name, new)


class Inherited:
    """The classes that inherit some methods unchanged from ``base``.

    A replacement that no longer calls a small method for each mobject must not be used for a
    class that overrides that method.
    """

    def __init__(self, base: type, *names: str) -> None:
        self.base, self.names = base, names
        self.classes: set[type] = set()

    def by(self, mobjects: Iterable[object]) -> bool:
        """Return whether the classes of all ``mobjects`` inherit them."""
        kinds = set(map(type, mobjects))
        return kinds <= self.classes or all(map(self.by_class, kinds - self.classes))

    def by_class(self, kind: type) -> bool:
        """Return whether ``kind`` inherits them."""
        if kind in self.classes:
            return True
        ok = issubclass(kind, self.base) and all(
            inspect.getattr_static(kind, name, None)
            is inspect.getattr_static(self.base, name, None)
            for name in self.names
        )
        if ok:
            self.classes.add(kind)
        return ok
