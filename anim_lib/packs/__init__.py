"""Packs to hand over, made of rendered folders: a gallery, a report, slides, a print pack."""
