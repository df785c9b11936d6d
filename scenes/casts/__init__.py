"""The things on stage in scenes that have many of them: built and placed, nothing played."""
