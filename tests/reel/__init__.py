"""A little package of scenes for the tests of rendering and export: few beats, no models."""
