"""A page that shows, plays and hands out every scene in a folder of rendered ones."""
