"""Folders that travel as plain data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anim_lib.rendering.farm_parcel import DamagedError, pack, unpack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    (made / "stills").mkdir(parents=True)
    (made / "film.mp4").write_bytes(bytes(range(256)) * 64)
    (made / "stills" / "aha.png").write_bytes(b"")
    os.utime(made / "film.mp4", ns=(1_700_000_000_123_456_789,) * 2)
    return made


def test_what_arrives_is_what_was_sent(folder: Path, tmp_path: Path) -> None:
    unpack(pack(folder), tmp_path / "taken")
    names = [entry[0] for entry in pack(folder)]
    assert names == ["film.mp4", "stills/aha.png"]
    assert pack(tmp_path / "taken") == pack(folder)
    assert (tmp_path / "taken" / "film.mp4").stat().st_mtime_ns == 1_700_000_000_123_456_789


def test_one_changed_bit_is_found(folder: Path, tmp_path: Path) -> None:
    name, changed, sha256, content = pack(folder)[0]
    bent = bytes([content[0] ^ 1]) + content[1:]
    with pytest.raises(DamagedError, match=r"film\.mp4 arrived damaged"):
        unpack([(name, changed, sha256, bent)], tmp_path / "taken")
    assert not list((tmp_path / "taken").iterdir())


@pytest.mark.parametrize("name", ["../film.mp4", "/tmp/film.mp4", "stills/../../film.mp4", "..\\a"])
def test_no_name_leads_out_of_the_folder(folder: Path, tmp_path: Path, name: str) -> None:
    _, *rest = pack(folder)[0]
    with pytest.raises(DamagedError, match="is no name within a folder"):
        unpack([(name, *rest)], tmp_path / "taken")
