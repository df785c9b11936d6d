"""The farm: a real scheduler and real workers on this machine."""
