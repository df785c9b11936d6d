"""What ``seqreel --version`` prints."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def project() -> str:
    """Return the project's own version."""
    try:
        return installed("seqreel")
    except PackageNotFoundError:  # run from the sources, not installed
        return "from source"


def text() -> str:
    """Return the version of seqreel and of what its pictures depend on most."""
    return f"seqreel {project()} (manim {installed('manim')}, Python {platform.python_version()})"
