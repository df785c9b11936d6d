"""The bundled reveal.js is what its README says."""

from __future__ import annotations

import re

from anim_lib.export.manifest import sha256
from anim_lib.packs.slides.html import ASSETS, LIBRARY

FOLDER = ASSETS / "reveal"
README = (FOLDER / "README.md").read_text("utf-8")


def test_files_are_the_recorded_ones() -> None:
    recorded = dict(re.findall(r"^\| `([^`]+)` \|.*\| ([0-9a-f]{64}) \|$", README, re.MULTILINE))
    files = {path.name for path in FOLDER.iterdir()} - {"README.md"}
    assert set(recorded) == files == set(LIBRARY)
    assert {name: sha256(FOLDER / name) for name in files} == recorded


def test_version_and_hash_of_the_package_are_named() -> None:
    assert "`reveal.js` 6.0.2" in README
    assert re.search(r"\| `reveal\.js-6\.0\.2\.tgz` \| sha512-[A-Za-z0-9+/]{86}== \|", README)


def test_no_file_asks_the_network_for_anything() -> None:
    for name in ("reveal.js", "reveal.css", "notes.js"):
        text = (FOLDER / name).read_text("utf-8")
        asked = re.findall(r"(?:src|href)\s*=\s*[\"']https?:|url\(\s*[\"']?https?:|@import", text)
        assert not asked, f"{name}: {asked}"
