"""Whether two machines would draw the same: code, values, fonts, and the versions of libraries."""

from __future__ import annotations

import platform
from importlib.metadata import version

from anim_lib.rendering.fingerprint import LIBRARY, fingerprint, library_sha256, versions
from anim_lib.rendering.job import Job

ROOT = LIBRARY.parent
PACKAGES = ("dask", "distributed")  # Dask asks for the same versions everywhere
MENDING = "bring its checkout and environment to the same state and start it again"
Facts = dict[str, str]


def facts() -> Facts:
    """Return what every picture depends on, as it is now, by name."""
    return {
        **versions(),
        **{name: version(name) for name in PACKAGES},
        "system": platform.system(),
        "processor": platform.machine(),
        "anim_lib": library_sha256(),
    }


# Of the code in memory: a process that lives long may outlive its checkout.
AT_START = library_sha256()


def difference(theirs: Facts) -> str:
    """Return why this process must not draw for the machine of ``theirs``; empty: it may."""
    ours = facts()
    if ours["anim_lib"] != AT_START:
        return "its checkout has changed since it was started: start it again"
    for name in sorted(ours.keys() | theirs.keys()):
        here, there = (known.get(name, "missing") for known in (ours, theirs))
        if here != there:
            return f"it has {name} {here}, this machine has {there}: {MENDING}"
    return ""


def scene_difference(job: Job) -> str:
    """Return why this machine would draw the job's scene otherwise; empty: it would not."""
    if fingerprint([ROOT / name for name in job.files], job.edition) == job.fingerprint:
        return ""
    return f"its files of {job.slug} are not those of this machine: {MENDING}"
