"""What rendering costs, measured beside stock manim; run by ``seqreel bench``."""
