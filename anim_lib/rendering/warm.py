"""Imported by the fork server alone: what every worker needs is in memory before it is forked."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import signal
from contextlib import suppress
from pathlib import Path

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent alone
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
os.chdir(Path(__file__).parent)  # manim reads the manim.cfg of the working folder

# A worker meets the same error again, and can tell it; here it would end the server.
with suppress(Exception):
    importlib.import_module("anim_lib.rendering.production")
    primitives = importlib.import_module("anim_lib.primitives")
    for module in pkgutil.iter_modules(primitives.__path__, "anim_lib.primitives."):
        importlib.import_module(module.name)

gc.collect()
gc.freeze()  # the workers' collector leaves these pages alone, so that they stay shared
