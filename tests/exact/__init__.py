"""The fast renderer against stock manim, frame for frame and bit for bit.

What is compared, for every scene written to break a fast renderer (``torture/``) and every scene
of the project, at the same settings:

1. the RGBA frames that reach the file writer, one by one;
2. of each picture, that it equals the one before it wherever it is said to;
3. of each picture, that the YUV frame which follows only what changed is that of the whole;
4. every finished file: compressed packets (decoded frames and their times where packets differ),
   stills, subcaptions, section indices; and which files there are.

Torture scenes are encoded in ffv1, which loses nothing, so that their decoded frames are the YUV
frames that reached the encoder; one scene of them in every other kind of output, x264 among them.
The project's scenes write no file: 1 to 3 decide what the encoder gets of every frame, and the
code of 4 is the same for all scenes. That costs 9 to 25 CPU seconds a scene of 750 frames at
480p15 (with ffv1 and x264 half as much again), and a half of that at the five frames a second that
all but one are compared at; the two renderers run side by side.

Decoded x264 frames cannot be compared at stock manim's own settings: there it differs from itself,
rarely and by little (see ``cases.SETTLED``).

Stock frames come from processes in which nothing of manim has been patched, and which says so
(``recording.foreign``); the others from processes in which everything that we patch is.
"""
