"""Tests of clips and decks."""
