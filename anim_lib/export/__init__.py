"""From a finished master to the files people use: MP4, GIF, subtitles, stills, sheet, manifest."""
