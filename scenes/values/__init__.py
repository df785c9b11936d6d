"""One values module per scene: a frozen `Values`, its `PROVENANCE`, and `compute()`."""
