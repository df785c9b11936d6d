"""The seqreel library: from saved values to frames; it knows no diagram by name."""
