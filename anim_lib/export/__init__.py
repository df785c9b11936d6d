"""From a finished master to the files people use: MP4, GIF, subtitles, stills, sheet, manifest."""

import logging

# pikepdf greets when it is imported, and manim has by then told logging to print that
logging.getLogger("pikepdf").setLevel(logging.WARNING)
