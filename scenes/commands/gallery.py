"""The page over the rendered scenes, which every render brings up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from anim_lib.errors import UserError
from scenes.commands.options import TRANSPARENT
from scenes.commands.own_inputs import FOLDER


def update(renders: Path) -> Path | None:
    """Write the page anew after scenes were rendered; return it where it is there.

    What stands in its way is told on standard error only: the scenes are rendered all the same.

    Parameters
    ----------
    renders
        Folder of the results, with the folder ``own`` of scenes with own inputs in it.
    """
    # Imported now: it brings jinja2, which no other command needs.
    from anim_lib.packs.gallery import pack

    page = renders / pack.INDEX
    try:
        notices = pack.write(renders, FOLDER, TRANSPARENT)
    except (UserError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        print(f"seqreel: no gallery in {page}: {why}", file=sys.stderr)
        return None
    for notice in notices:
        print(f"seqreel: not in the gallery: {notice}", file=sys.stderr)
    return page if page.is_file() else None
