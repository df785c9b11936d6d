"""Running scenes: one process and one media folder for each, resumable, with progress."""
