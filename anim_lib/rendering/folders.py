"""Work folders that vanish, and finished folders that appear whole."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from anim_lib.errors import UserError
from anim_lib.formats import Format

PREFIX = ".seqreel-work-"
ENDING = (signal.SIGINT, signal.SIGTERM)
# Bytes for each pixel of the frame size. Measured on two scenes of 50 s, all formats: a work
# folder takes 22 as a draft and 6 as a final, the products 14 and 5; the rest is room to spare.
WORK_BYTES_PER_PIXEL = 40.0
PRODUCT_BYTES_PER_PIXEL = 20.0


def prepare(folder: Path, out: Path | None = None) -> None:
    """Make a folder and make sure that it can be written to.

    Parameters
    ----------
    folder
        The folder.
    out
        What the user named, where that is to lie in it.

    Raises
    ------
    UserError
        When it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UserError(f"--out {out or folder}: cannot write there ({error.strerror})") from error


def check_space(out: Path, size: Format, scenes: int, at_once: int) -> None:
    """Refuse to start what would end on a full disk.

    Raises
    ------
    UserError
        When the estimate for ``scenes`` products and ``at_once`` work folders is not free.
    """
    pixels = size.width * size.height
    work = WORK_BYTES_PER_PIXEL * min(at_once, scenes)
    need = pixels * (work + PRODUCT_BYTES_PER_PIXEL * scenes)
    free = shutil.disk_usage(out).free
    if free < need:
        raise UserError(
            f"--out {out}: {megabytes(free)} are free there, about {megabytes(need)} are needed; "
            "free some space, name another folder, or use --quality draft"
        )


def megabytes(size: float) -> str:
    """Return bytes as text in MB."""
    return f"{size / 1e6:,.1f} MB"


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """Give a hidden folder in ``out``, so on the same file system; remove it whatever happens."""
    for left in out.glob(f"{PREFIX}*"):
        if not _alive(left.name.removeprefix(PREFIX).split("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    shop = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=out)).resolve()
    try:
        yield shop
    finally:
        with undisturbed():
            shutil.rmtree(shop, ignore_errors=True)


def publish(finished: Path, target: Path, shop: Path) -> None:
    """Put the folder ``finished`` in the place of ``target``; what was there is removed.

    Both moves are renames within one file system: ``target`` is always either the
    whole old folder or the whole new one, but for the instant between the two.
    """
    with undisturbed():
        aside = Path(tempfile.mkdtemp(prefix="old-", dir=shop)) / target.name
        with suppress(FileNotFoundError):
            target.rename(aside)
        try:
            finished.rename(target)
        except OSError:
            with suppress(FileNotFoundError):
                aside.rename(target)
            raise
    shutil.rmtree(aside.parent, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove a work folder that is no longer needed."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold Ctrl-C and a polite kill back until the block is done.

    Blocking them holds back the processes that are started in the block as well; but a signal
    that another thread has not blocked is still answered in this one, so it is only noted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    noted: list[int] = []
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    before = {each: signal.signal(each, lambda number, _: noted.append(number)) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for number in noted:
            signal.raise_signal(number)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
