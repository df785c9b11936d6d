"""Primitives: one drawing of an array per file."""
