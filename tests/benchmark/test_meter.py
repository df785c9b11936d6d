"""The kernel's count of a whole tree of processes, against loops that burn a known time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anim_lib.benchmark import meter
from anim_lib.benchmark.usage import Command, RunFailedError, Usage, measured

BURN = """
import time
def burn(seconds):
    started = time.process_time()
    while time.process_time() - started < seconds:
        pass
"""
# The fork server outlives the program and the workers are the server's children, not ours.
FORK_SERVER = f"""
import multiprocessing
{BURN}
if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    workers = [context.Process(target=burn, args=(0.3,)) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
"""
# A grandchild whose parent has gone, in a session of its own.
ORPHAN = f"""
import os
{BURN}
if os.fork() == 0:
    if os.fork() == 0:
        os.setsid()
        burn(0.3)
    os._exit(0)
"""
LARGE = """
import os
if os.fork() == 0:
    held = b"x" * 150_000_000
    os._exit(0)
os.wait()
"""
SLEEPER = "import os, time\nif os.fork() == 0: print(os.getpid(), flush=True); time.sleep(100)"


def program(folder: Path, text: str) -> Command:
    """A program in a file, because the fork server has to import it again."""
    file = folder / "program.py"
    file.write_text(text, "utf-8")
    return Command((sys.executable, str(file)))


def cost(folder: Path, text: str) -> Usage:
    """What a program costs beyond an interpreter that does nothing."""
    return measured(program(folder, text), folder, folder / "log.txt")


def test_one_process(tmp_path: Path) -> None:
    used = cost(tmp_path, f"{BURN}\nburn(0.3)")
    assert 0.3 < used.cpu < 0.6
    assert used.wall > 0.3


def test_waiting_costs_no_cpu(tmp_path: Path) -> None:
    used = cost(tmp_path, "import time; time.sleep(0.4)")
    assert used.cpu < 0.3
    assert used.wall > 0.4


def test_workers_of_a_fork_server(tmp_path: Path) -> None:
    assert 0.6 < cost(tmp_path, FORK_SERVER).cpu < 1.4


def test_an_orphan(tmp_path: Path) -> None:
    assert 0.3 < cost(tmp_path, ORPHAN).cpu < 0.6


def test_peak_is_that_of_the_largest_process(tmp_path: Path) -> None:
    assert 150e6 < cost(tmp_path, LARGE).peak < 200e6


def test_peak_holds_nothing_of_the_one_who_measures(tmp_path: Path) -> None:
    held = b"x" * 150_000_000
    assert cost(tmp_path, "pass").peak < 50e6
    assert len(held) == 150_000_000


def test_what_is_printed_is_kept(tmp_path: Path) -> None:
    measured(program(tmp_path, "print('here')"), tmp_path, tmp_path / "log.txt")
    assert (tmp_path / "log.txt").read_text("utf-8") == "here\n"


def test_environment(tmp_path: Path) -> None:
    text = "import os; print(os.environ['SEQREEL_X'])"
    words = program(tmp_path, text).words
    measured(Command(words, {"SEQREEL_X": "yes"}), tmp_path, tmp_path / "log.txt")
    assert (tmp_path / "log.txt").read_text("utf-8") == "yes\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("print('first'); print('the disk is full'); exit(3)", "status 3: the disk is full"),
        ("import os; os.kill(os.getpid(), 9)", "status -9: it said nothing"),
    ],
)
def test_a_command_that_fails(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RunFailedError, match=told):
        cost(tmp_path, text)


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match=r"`nowhere` ended with status 127"):
        measured(Command(("nowhere",)), tmp_path, tmp_path / "log.txt")


def test_what_is_left_running_is_ended_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = tmp_path / "meter.py"
    text = Path(meter.__file__).read_text("utf-8")
    impatient.write_text(text.replace("PATIENCE = 10.0", "PATIENCE = 0.1"), "utf-8")
    monkeypatch.setattr(meter, "__file__", str(impatient))
    with pytest.raises(RunFailedError, match="left 1 processes running"):
        cost(tmp_path, SLEEPER)
    assert gone(int((tmp_path / "log.txt").read_text("utf-8")))


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_whoever_measures_takes_the_command_along(tmp_path: Path, sent: signal.Signals) -> None:
    command = program(tmp_path, SLEEPER.replace("if os.fork() == 0: ", ""))
    text = (
        "from pathlib import Path\n"
        "from anim_lib.benchmark.usage import Command, measured\n"
        f"folder = Path({str(tmp_path)!r})\n"
        f"measured(Command({command.words!r}), folder, folder / 'log.txt')\n"
    )
    measuring = subprocess.Popen([sys.executable, "-c", text], stderr=subprocess.DEVNULL)
    log = tmp_path / "log.txt"
    while not log.exists() or not log.read_text("utf-8").endswith("\n"):
        time.sleep(0.02)
    measuring.send_signal(sent)
    measuring.wait()
    assert gone(int(log.read_text("utf-8")))


def gone(pid: int) -> bool:
    """Whether a process has ended, within two seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
