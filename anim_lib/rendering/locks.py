"""One process at a time renders a scene into a folder."""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from anim_lib.errors import UserError

PREFIX = ".seqreel-lock-"
# Some network file systems know no locks: there, nothing is promised.
UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


class SceneLock:
    """Keeps other processes from rendering the same scene into the same folder.

    It is a lock on a file in the folder; the system takes it back when its process ends in any
    way, and the file vanishes with its release or with the next run.

    Parameters
    ----------
    out
        Folder of the results.
    slug
        The scene.

    Raises
    ------
    UserError
        When another process holds it.
    """

    def __init__(self, out: Path, slug: str) -> None:
        self._path = out / f"{PREFIX}{slug}"
        self._handle = _take(self._path)
        if self._handle is None:
            raise UserError(
                f"process {_holder(self._path)} is rendering it into {out} already; "
                "wait for its end, or name another folder with --out"
            )

    def __enter__(self) -> SceneLock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let others render the scene; a second call does nothing."""
        if self._handle is not None:
            self._path.unlink(missing_ok=True)  # while it is held: nobody else's file is removed
            os.close(self._handle)
            self._handle = None


def sweep(out: Path) -> None:
    """Remove the files of locks that nobody holds: their processes were killed."""
    for left in out.glob(f"{PREFIX}*"):
        with suppress(OSError, UserError), SceneLock(out, left.name.removeprefix(PREFIX)):
            pass


def _take(path: Path) -> int | None:
    """Return an open, locked file at ``path``, with this process's number in it, or None."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError as error:
            if error.errno not in UNKNOWN:
                os.close(handle)
                raise
        if _is_at(handle, path):
            with suppress(OSError):  # on a full disk it is held all the same
                os.ftruncate(handle, 0)
                os.write(handle, str(os.getpid()).encode())
            return handle
        os.close(handle)  # its holder has just released and removed it


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip() or "another"
    except OSError:  # it has just ended
        return "another"
