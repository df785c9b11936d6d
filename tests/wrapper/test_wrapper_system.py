"""What the wrapper asks of the system: Python, packages, a folder that can be written."""

from __future__ import annotations

import os

from tests.wrapper.bench import Bench, one_sentence

MISSING = "the development files of cairo and pango"


def test_python_too_old(bench: Bench) -> None:
    status, said = bench.call("list", VERSION="3 10")
    assert status == 2
    assert "3.11 or newer is needed" in one_sentence(said)
    assert "3.10" in said
    assert not (bench.project / ".venv").exists()


def test_python_missing(bench: Bench) -> None:
    status, said = bench.call("list", SEQREEL_PYTHON="python9")
    assert status == 2
    assert "python9 was not found" in one_sentence(said)


def test_unknown_system_names_what_is_missing(bench: Bench) -> None:
    (bench.state / "pango").unlink()
    status, said = bench.call("list", SYSTEM="Plan9")
    assert status == 2
    assert one_sentence(said) == (
        f"seqreel: missing on this system: {MISSING}; install them and call again."
    )
    assert not (bench.project / ".venv").exists()


def test_unknown_system_with_everything_in_place(bench: Bench) -> None:
    assert bench.call("list", SYSTEM="Plan9")[0] == 0


def test_debian_installs_only_what_is_missing(bench: Bench) -> None:
    (bench.state / "pango").unlink()
    bench.log_stand_in("apt-get", f'case "$*" in *install*) touch "{bench.state}/pango" ;; esac')
    status, said = bench.call("list")
    assert status == 0
    assert "seqreel:   system packages: libpango1.0-dev" in said.splitlines()
    assert bench.calls("apt-get") == [
        "apt-get -qq update",
        "apt-get -qq install -y --no-install-recommends libpango1.0-dev",
    ]


def test_debian_without_root_or_sudo(bench: Bench) -> None:
    (bench.state / "pango").unlink()
    (bench.bin / "sudo").unlink()
    (bench.bin / "id").unlink()
    bench.stand_in("id", "echo 1000")
    bench.log_stand_in("apt-get")
    status, said = bench.call("list")
    assert status == 2
    assert "as root, run apt-get install libpango1.0-dev" in one_sentence(said)
    assert not bench.calls("apt-get")


def test_debian_that_still_lacks_something(bench: Bench) -> None:
    (bench.state / "pango").unlink()
    bench.log_stand_in("apt-get")
    status, said = bench.call("list")
    assert status == 2
    assert said.splitlines()[-1] == (f"seqreel: still missing after the installation: {MISSING}.")


def test_macos_uses_homebrew(bench: Bench) -> None:
    (bench.state / "pango").unlink()
    bench.log_stand_in("brew", f'touch "{bench.state}/pango"')
    assert bench.call("list", SYSTEM="Darwin")[0] == 0
    assert bench.calls("brew install") == ["brew install --quiet cairo pango"]


def test_unwritable_project(bench: Bench) -> None:
    # root may write anywhere: for root, the wrapper's question gets a "no"
    bench.project.chmod(0o555)
    if os.access(bench.project, os.W_OK):
        wrapper = bench.project / "seqreel"
        wrapper.write_text(wrapper.read_text().replace('[ -w "$root" ]', "false"))
    status, said = bench.call("list")
    bench.project.chmod(0o755)
    assert status == 2
    assert "cannot be written" in one_sentence(said)
