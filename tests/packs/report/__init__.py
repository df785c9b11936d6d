"""Tests of the report: its notes, its index, its links, in every flavour."""
