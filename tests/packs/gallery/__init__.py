"""Tests of the gallery: its page, and how it behaves in a browser."""
