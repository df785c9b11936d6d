"""One file a family of small models; each holds ``RECIPES``, found by file name."""
