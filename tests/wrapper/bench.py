"""A stand for the wrapper `seqreel`: a copy of it, whose PATH holds stand-ins that log their calls.

Nothing is installed and no network is touched: the stand-in for Python answers for pip, and hands
the wrapper's own small programs to the interpreter that runs the tests.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = (
    *("cat", "cmp", "cp", "dirname", "id", "ln", "mkdir", "mv", "readlink", "rm"),
    *("rmdir", "sed", "sh", "sleep", "touch", "tr"),
)
CPU, CUDA = ["filelock"], ["filelock", "nvidia-cublas; platform_system != 'Nowhere'"]

PYTHON = """
echo "python $*" >>"$LOG"
case "$*" in
  "-c import sys; print"*) echo "${VERSION:-3 11}" ;;
  "-c import importlib.metadata"*) cat "$STATE/version" ;;
  "-c import sys, torch"*) PYTHONPATH="$STATE" exec "$REAL" "$@" ;;
  "-m venv "*) mkdir -p "$3/bin" && ln -s "$STATE/python3" "$3/bin/python" ;;
  *--dry-run*--index-url*) cp "$STATE/index.json" "${0%/bin/*}/torch.json" ;;
  *--dry-run*) cp "$STATE/default.json" "${0%/bin/*}/torch.json" ;;
  "-m pip "*torch==*) echo 2.13.0+cpu >"$STATE/version" ;;
  "-m pip "*--editable*) eval "${PROJECT:-true}" ;;
  "-m "* | "-P -m "*) echo "in $(pwd -P)" >>"$LOG" ;;
  -) cat >/dev/null ;;  # what the system's Python lacks: nothing
  "- "*) exec "$REAL" "$@" ;;
esac
"""
TORCH = """
from pathlib import Path
from types import SimpleNamespace
cpu = "+cpu" in Path(__file__).with_name("version").read_text()
version = SimpleNamespace(cuda=None if cpu else "13.0")
"""


class Bench:
    """A copy of the wrapper in a folder with a space, its stand-ins, and what they were asked."""

    def __init__(self, folder: Path) -> None:
        self.project, self.bin = folder / "the project", folder / "bin"
        self.state, self.log = folder / "state", folder / "log"
        for path in (self.project, self.bin, self.state):
            path.mkdir()
        shutil.copy(ROOT / "seqreel", self.project)
        shutil.copy(ROOT / "pyproject.toml", self.project)
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.bin / tool).symlink_to(found)
        self.stand_in("python3", PYTHON, self.state)
        (self.bin / "python3").symlink_to(self.state / "python3")
        (self.state / "torch.py").write_text(TORCH)
        self.stand_in("uname", 'echo "${SYSTEM:-Linux}"')
        self.stand_in("cc", "cat >/dev/null")
        self.stand_in("pkg-config", f'[ -e "{self.state}/pango" ]')
        self.stand_in("sudo", '"$@"')
        self.stand_in("env", 'shift; "$@"')
        (self.state / "pango").touch()
        self.offer(default=CPU, index=None)
        self.environment = {
            "PATH": str(self.bin),
            "LOG": str(self.log),
            "STATE": str(self.state),
            "REAL": sys.executable,
        }

    def stand_in(self, name: str, body: str, folder: Path | None = None) -> None:
        path = (folder or self.bin) / name
        path.write_text(f"#!{shutil.which('sh')}\n{body}\n")
        path.chmod(0o755)

    def log_stand_in(self, name: str, body: str = "") -> None:
        self.stand_in(name, f'echo "{name} $*" >>"$LOG"\n{body}')

    def offer(self, default: list[str] | None, index: list[str] | None) -> None:
        """Say what torch requires on pip's own index and on PyTorch's; None: it is not there."""
        for name, needs in (("default", default), ("index", index)):
            report = self.state / f"{name}.json"
            report.unlink(missing_ok=True)
            if needs is not None:
                metadata = {"version": "2.13.0", "requires_dist": needs}
                report.write_text(json.dumps({"install": [{"metadata": metadata}]}))

    def start(self, *arguments: str, cwd: Path | None = None, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.project / "seqreel", *arguments],
            cwd=cwd or self.project,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def call(self, *arguments: str, cwd: Path | None = None, **more: str) -> tuple[int, str]:
        """Run the wrapper: its exit status and what it said. The log then holds this call only."""
        self.log.write_text("")
        process = self.start(*arguments, cwd=cwd, **more)
        output, said = process.communicate(timeout=60)
        assert output == ""
        return process.returncode, said

    def calls(self, part: str = "") -> list[str]:
        return [line for line in self.log.read_text().splitlines() if part in line]

    @property
    def stamp(self) -> Path:
        return self.project / ".venv" / "seqreel-stamp"


def one_sentence(said: str) -> str:
    lines = said.splitlines()
    assert len(lines) == 1, said
    assert lines[0].startswith("seqreel: ")
    return lines[0]


def wait_for(condition: Path, present: bool = True) -> None:
    end = time.monotonic() + 20
    while condition.exists() is not present:
        assert time.monotonic() < end, f"{condition} exists: {not present}"
        time.sleep(0.02)
