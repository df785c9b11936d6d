"""The report: one Markdown note for each rendered scene, and an index, with the media beside."""
