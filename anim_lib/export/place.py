"""Single files that appear under their name only when they are whole."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anim_lib.errors import UserError


@contextmanager
def place(out: Path, default: Path) -> Iterator[tuple[Path, Path]]:
    """Give a path to write to and the path that it will have once the block is done.

    Parameters
    ----------
    out
        A file with the suffix of ``default``, or a folder; a folder that is there is one whatever
        its name.
    default
        Where in the folder ``out`` the file goes when ``out`` names none.

    Raises
    ------
    UserError
        When the folder cannot be written to, or is full, or the file's name is that of a folder.
    """
    is_file = out.suffix.lower() == default.suffix and not out.is_dir()
    target = out if is_file else out / default
    if target.is_dir():
        raise UserError(f"--out {out}: {target} is a folder, and a file is to be written there")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=target.suffix, prefix=".seqreel-", dir=target.parent)
    except OSError as error:
        raise UserError(f"--out {out}: cannot write there ({error.strerror})") from error
    os.close(handle)
    unfinished = Path(name)
    try:
        with tell_of_full_disk(target):
            yield unfinished, target
            unfinished.chmod(0o666 & ~_umask())  # mkstemp's file is for its owner alone
            unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def tell_of_full_disk(out: Path) -> Iterator[None]:
    """Answer a full disk in the block with one sentence about ``out``.

    Raises
    ------
    UserError
        When the disk is full; other errors pass.
    """
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise UserError(f"--out {out}: the disk is full; free some space") from error
        raise


def is_disk_full(error: BaseException) -> bool:
    """Return whether a full disk is the cause, however many libraries wrapped it."""
    cause: BaseException | None = error
    for _ in range(16):  # a chain of causes may bite its own tail
        if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        cause = cause and (cause.__cause__ or cause.__context__)
    return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
