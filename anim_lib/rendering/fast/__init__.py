"""Drawing and encoding frames faster than stock manim, pixel for pixel the same."""
