"""Tests; they mirror anim_lib."""
