"""What the small models learn: generated data, each batch from a stated generator.

A task knows no model. ``anim_lib.training`` learns from it; a scene's ``compute()`` and the tests
draw fresh examples from it.
"""
