"""Mechanisms in torch, one per file, one function per equation; no manim here."""
