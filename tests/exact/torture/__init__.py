"""Plain manim scenes, each written to break one assumption that a fast renderer may make."""
