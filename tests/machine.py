"""Programs of the system that tests drive; the package of a missing one is installed."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PACKAGES = {
    "chromium": "chromium",
    "pdftoppm": "poppler-utils",
    "pdfimages": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "gs": "ghostscript",
    "soffice": "libreoffice-impress-nogui",
}


@cache
def program(name: str) -> Path:
    """Return the path of a program; install its Debian package where it is missing.

    Raises
    ------
    RuntimeError
        When it is missing and cannot be installed: a test that needs it fails, and is not skipped.
    """
    if found := shutil.which(name):
        return Path(found)
    with (Path(tempfile.gettempdir()) / "seqreel-packages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one of several test processes installs
        if shutil.which(name) is None:
            _install(name, PACKAGES[name])
    if found := shutil.which(name):
        return Path(found)
    raise RuntimeError(f"the tests need {name}: install the package {PACKAGES[name]}")


def _install(name: str, package: str) -> None:
    if shutil.which("apt-get") is None:
        raise RuntimeError(f"the tests need {name}, and there is no apt-get: install {package}")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*root, *quiet, "update"], check=False, capture_output=True, timeout=300)
    done = subprocess.run(
        [*root, *quiet, "install", "-y", "--no-install-recommends", package],
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
    )
    if done.returncode:
        raise RuntimeError(f"the tests need {name}; installing {package} failed: {done.stderr}")
