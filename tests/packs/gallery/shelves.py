"""Folders of rendered scenes, copied from one and changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from anim_lib.export import manifest
from anim_lib.packs.told import Told

NASTY = "<b>1 & 2</b> \"two\" 'one' {{ x }} </script></dialog> &amp; --> %d"
OWN, CLEAR = "own", "transparent"


def put(scene: Told, root: Path, slug: str, **changes: Any) -> Path:
    """Copy a scene into ``root/slug``; ``changes`` are of its manifest."""
    folder = root / slug
    shutil.copytree(scene.folder, folder)
    for path in folder.glob(f"{scene.slug}.*"):
        path.rename(folder / f"{slug}{path.suffix}")
    facts = manifest.read(folder)
    assert facts is not None
    files = {name.replace(scene.slug, slug): entry for name, entry in facts["files"].items()}
    facts.update({"slug": slug, "files": files, **changes})
    (folder / manifest.NAME).write_text(json.dumps(facts), "utf-8")
    return folder


def beats(scene: Told, **captions: str) -> list[dict[str, Any]]:
    """Return a scene's beats for a manifest, with other captions for those that are named."""
    facts = manifest.read(scene.folder)
    assert facts is not None
    found: list[dict[str, Any]] = facts["beats"]
    return [{**beat, "caption": captions.get(beat["name"], beat["caption"])} for beat in found]
