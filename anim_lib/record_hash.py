"""A hash over a record's own content, so that a record that was changed by hand is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def record_sha256(document: Mapping[str, Any]) -> str:
    """Hash of JSON's own types; order and blanks do not matter."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
