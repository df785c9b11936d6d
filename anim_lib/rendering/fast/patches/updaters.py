"""Walking past what has no updater, and asking for an updater's parameters cheaply.

Every frame, ``Mobject.update`` is called for every mobject on stage, and calls
``inspect.signature`` (some 10 microseconds) for every updater. For a mobject without updaters and
submobjects the call does nothing, so it is left out; and for a plain function the parameters'
names are those in its code object. The lists are walked live, as manim does: an updater may
change them.
"""

from __future__ import annotations

import inspect
from types import FunctionType
from typing import Any, Final

from manim import Mobject

from anim_lib.rendering.fast.patches.patch import Inherited, Patch

_update: Final = Mobject.update
_updated: Final = Inherited(Mobject, "update")


def takes_dt(updater: Any) -> bool:
    """Return whether an updater has a parameter named ``dt``, as ``inspect.signature`` has it."""
    # decorators leave __wrapped__ or __signature__ in __dict__, which inspect obeys
    if type(updater) is FunctionType and not updater.__dict__:
        code = updater.__code__
        named = code.co_argcount + code.co_kwonlyargcount
        named += bool(code.co_flags & inspect.CO_VARARGS)
        named += bool(code.co_flags & inspect.CO_VARKEYWORDS)
        return "dt" in code.co_varnames[:named]
    return "dt" in inspect.signature(updater).parameters


def update(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
    """Stand in for ``Mobject.update``."""
    if self.updating_suspended:
        return self
    updater: Any
    for updater in self.updaters:
        if takes_dt(updater):
            updater(self, dt)
        else:
            updater(self)
    if recursive:
        classes = _updated.classes
        for sub in self.submobjects:
            if sub.submobjects or sub.updaters or type(sub) not in classes:
                if type(sub) not in classes:
                    _updated.by_class(type(sub))
                sub.update(dt, recursive=recursive)
    return self


PATCHES: Final = (Patch(Mobject, "update", update, _update, "52c93cfdbd9877d3"),)
