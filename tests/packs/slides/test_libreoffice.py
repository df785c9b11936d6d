"""A deck opens in LibreOffice, and its pages are the stills."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from anim_lib.packs.slides import powerpoint
from anim_lib.packs.told import Told
from tests.machine import program

pytestmark = [pytest.mark.slow, pytest.mark.libreoffice]


def test_pages_are_the_slides(tiny: Told, other: Told, tmp_path: Path) -> None:
    powerpoint.write(tmp_path, [tiny, other])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to_pdf = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    done = subprocess.run(
        [str(program("soffice")), profile, *to_pdf, str(tmp_path / "slides.pptx")],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "rror" not in done.stdout + done.stderr
    pdf = tmp_path / "slides.pdf"
    told = subprocess.run([program("pdfinfo"), pdf], capture_output=True, text=True, check=True)
    assert "Pages:           8\n" in told.stdout
    pages = [str(program("pdftoppm")), "-png", "-scale-to-x", "480", "-scale-to-y", "270"]
    subprocess.run([*pages, str(pdf), str(tmp_path / "page")], check=True)
    for number, beat in enumerate(tiny.beats, start=2):
        page = Image.open(tmp_path / f"page-{number}.png").convert("RGB")
        still = Image.open(tiny.folder / beat.still).convert("RGB")
        assert np.abs(np.subtract(page, still, dtype=int)).mean() < 3, beat.name
