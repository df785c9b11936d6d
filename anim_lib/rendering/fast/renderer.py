"""A CairoRenderer that draws only what changed, and tells of each frame without copying it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from manim import Animation, Mobject, Scene, UpdateFromFunc
from manim.camera.camera import Camera
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from manim.typing import PixelArray
from manim.utils.iterables import list_update

from anim_lib.rendering.fast import patches
from anim_lib.rendering.fast.leaf import Leaf
from anim_lib.rendering.fast.regions import differing
from anim_lib.rendering.fast.stage import Stage
from anim_lib.rendering.fast.tap import Area, FrameTap, Picture
from anim_lib.rendering.fast.troupe import Troupe
from anim_lib.rendering.fast.writer import FastWriter


class FastRenderer(CairoRenderer):
    """Draws the frames of stock manim's CairoRenderer, pixel for pixel, in less time.

    A camera of another class than ``Camera`` and things that are not plain VMobjects (pictures,
    point clouds, textures) are drawn by stock manim, frame by frame.

    Attributes
    ----------
    tap
        Told about every frame that belongs to the film; None: nobody.
    hands_off
        Whether the scene's own code leaves the camera, its buffer and its ground alone between
        plays, as a Storyboard does. Otherwise each play is drawn afresh at its beginning.
    passing
        While True, plays change the state of the scene and nothing is drawn, told or written.
        Time is jumped over where nothing on stage has an updater, else stepped through.
    """

    def __init__(
        self,
        file_writer_class: type[SceneFileWriter] = FastWriter,
        camera_class: type[Camera] | None = None,
        skip_animations: bool = False,
        **kwargs: Any,
    ) -> None:
        patches.apply()
        self._still: tuple[list[Leaf], PixelArray] | None = None
        self._static_image: PixelArray | None = None
        super().__init__(file_writer_class, camera_class, skip_animations, **kwargs)
        self.tap: FrameTap | None = None
        self.passing = False
        self._stage = Stage(self.camera) if type(self.camera) is Camera else None
        self._troupe: Troupe | None = None
        self._untold: list[Area] | None = None
        self._afresh = True
        self._told: PixelArray | None = None  # the last picture of the play before
        self._begins = True
        self.hands_off = False

    @property
    def static_image(self) -> PixelArray | None:
        """What does not move in the current play; drawn as a picture of its own when asked for."""
        if self._static_image is None and self._still is not None and self._stage is not None:
            self._static_image = self._stage.picture_of(*self._still)
        return self._static_image

    @static_image.setter
    def static_image(self, picture: PixelArray | None) -> None:
        self._still, self._static_image = None, picture

    def save_static_frame_data(
        self, scene: Scene, static_mobjects: Iterable[Mobject]
    ) -> PixelArray | None:
        """Take down how the things that do not move look now, without drawing them yet."""
        self.static_image = None
        if self.passing or not static_mobjects:
            return None
        camera = self.camera
        if self._stage is not None:
            troupe = Troupe(static_mobjects, use_z_index=camera.use_z_index)
            if troupe.is_plain:
                self._still = (self._stage.leaves(troupe.drawn), self._ground())
                return None
        return super().save_static_frame_data(scene, static_mobjects)

    def update_frame(
        self,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **kwargs: Any,
    ) -> None:
        """Make the camera's pixel array show the scene."""
        if self.skip_animations and not ignore_skipping:
            return
        seen = list(mobjects or list_update(scene.mobjects, scene.foreground_mobjects))
        troupe = self._troupe_of(seen)
        if self._stage is None or not include_submobjects or kwargs or not troupe.is_plain:
            self._forget()
            kwargs["include_submobjects"] = include_submobjects
            super().update_frame(scene, mobjects, ignore_skipping=ignore_skipping, **kwargs)
            return
        if self._static_image is not None:  # drawn by stock manim
            still, ground = list[Leaf](), self._static_image
        else:
            still, ground = self._still or ([], self._ground())
        changed = self._stage.show(
            [*still, *self._stage.leaves(troupe.drawn)], ground, afresh=self._afresh
        )
        self._afresh = False
        if changed is None or self._untold is None:
            self._untold = None
        else:
            self._untold += changed

    def _ground(self) -> PixelArray:
        assert self.camera.background is not None
        return self.camera.background

    def _troupe_of(self, mobjects: Sequence[Mobject]) -> Troupe:
        use_z_index = self.camera.use_z_index
        if self._troupe is None or not self._troupe.is_of(mobjects, use_z_index):
            self._troupe = Troupe(mobjects, use_z_index=use_z_index)
        else:
            self._troupe.refresh()
        return self._troupe

    def _forget(self) -> None:
        self._untold = None
        if self._stage is not None:
            self._stage.forget()

    def render(
        self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None
    ) -> None:
        """Draw one frame and tell of it."""
        if self.passing:
            self.time += 1 / self.camera.frame_rate
            return
        self.update_frame(scene, moving_mobjects)
        self._tell(1)

    def freeze_current_frame(self, duration: float) -> None:
        """Tell of the current frame for ``duration`` seconds."""
        self._tell(int(duration / (1 / self.camera.frame_rate)))

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        """Tell of a frame that somebody else has drawn."""
        self._untold, self._told = None, None
        if not self.skip_animations and self.tap is not None:
            self.tap.frame(Picture(frame, None), num_frames)
        super().add_frame(frame, num_frames)

    def _tell(self, repeat: int) -> None:
        if self.skip_animations:
            return
        self.time += repeat * (1 / self.camera.frame_rate)
        if self._begins:
            changed = differing(self._told, self.camera.pixel_array)
        else:
            changed = None if self._untold is None else tuple(self._untold)
        self._begins = False
        picture = Picture(self.camera.pixel_array, changed)
        self._untold = []
        if self.tap is not None:
            self.tap.frame(picture, repeat)
        writer = self.file_writer
        if isinstance(writer, FastWriter) and writer.takes_pictures:
            writer.write_picture(picture, repeat)
        elif writer.output_spec.is_video or writer.output_spec.is_image_sequence:
            writer.write_frame(self.get_frame(), repeat=repeat)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play, or let pass while ``passing``."""
        if not self.hands_off:
            self._afresh = self._begins = True
        if not self.passing:
            super().play(scene, *args, **kwargs)
            if not (self.skip_animations or self.hands_off):
                self._told = self.camera.pixel_array.copy()
            return
        scene.compile_animation_data(*args, **kwargs)
        self.file_writer.add_partial_movie_file(None)
        self.animations_hashes.append(None)
        scene.begin_animations()
        if scene.is_current_animation_frozen_frame():
            rate = self.camera.frame_rate
            self.time += int(scene.duration / (1 / rate)) * (1 / rate)
        else:
            self.skip_animations = not _depends_on_steps(scene)
            if self.skip_animations:
                self.time += scene.duration
            scene.play_internal()
            self.skip_animations = self._original_skipping_status
        self.num_plays += 1


def _depends_on_steps(scene: Scene) -> bool:
    """Return whether the state after a play may depend on the frames on the way."""
    if scene.updaters or scene.always_update_mobjects or scene.stop_condition is not None:
        return True
    animations: list[Animation] = scene.animations or []
    if any(isinstance(part, UpdateFromFunc) for part in animations):
        return True
    return any(mobject.updaters for mobject in scene.get_mobject_family_members())
