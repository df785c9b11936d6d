"""Programs that measure or train once, and leave a record that values are computed from."""
