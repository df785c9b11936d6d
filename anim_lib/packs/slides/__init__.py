"""Decks: a slide for every beat, whose clip plays once and waits on its last frame."""
