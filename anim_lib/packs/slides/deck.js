// A slide's clip plays once when the slide is reached, and waits on its last frame.
"use strict";

const STEP_BACK = -1;
const KNOWN = 1; // HTMLMediaElement.HAVE_METADATA; while a clip seeks, it has no more than that

// The speaker's window shows slides as stills, and so does who prefers less motion.
const stills =
  /receiver/i.test(location.search) || matchMedia("(prefers-reduced-motion: reduce)").matches;
let visits = 0; // a slide that was left meanwhile is not played

const clipOf = (slide) => slide && slide.querySelector("video");

const happened = (target, name) =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));

// Shows a clip from its first frame on, or its last frame only.
async function present(clip, atEnd) {
  const visit = ++visits;
  clip.pause();
  clip.classList.add("waiting");
  const failed = happened(clip, "error");
  if (clip.readyState < KNOWN && !clip.error) {
    await Promise.race([happened(clip, "loadedmetadata"), failed]);
  }
  if (visit === visits && clip.readyState >= KNOWN) {
    clip.currentTime = atEnd ? clip.duration : 0; // hides the poster as well
    while (clip.seeking && !clip.error) await Promise.race([happened(clip, "seeked"), failed]);
  }
  if (visit !== visits) return;
  clip.classList.remove("waiting"); // one that cannot be played shows its poster
  if (!atEnd && !Reveal.isPaused()) clip.play().catch(() => {});
}

function arrive({ previousSlide, currentSlide, indexh }) {
  for (const slide of document.querySelectorAll(".under")) slide.classList.remove("under");
  visits += 1;
  const left = clipOf(previousSlide);
  if (left) left.pause();
  if (stills || Reveal.isOverview()) return;
  if (previousSlide) previousSlide.classList.add("under");
  const clip = clipOf(currentSlide);
  const step = previousSlide ? indexh - Reveal.getIndices(previousSlide).h : 1;
  if (clip) present(clip, step === STEP_BACK); // who steps back wants to speak about what was shown
}

const replay = () => {
  const clip = clipOf(Reveal.getCurrentSlide());
  if (clip) present(clip, false);
};

Reveal.on("slidechanged", arrive);
Reveal.on("paused", () => clipOf(Reveal.getCurrentSlide())?.pause());
Reveal.on("resumed", () => {
  const clip = clipOf(Reveal.getCurrentSlide());
  if (clip && !stills && !clip.ended) clip.play().catch(() => {});
});
Reveal.on("overviewshown", () => {
  visits += 1;
  for (const clip of document.querySelectorAll("video[src]")) {
    clip.classList.remove("waiting");
    clip.load(); // back to its poster
  }
});
Reveal.on("overviewhidden", () => arrive({ currentSlide: Reveal.getCurrentSlide() }));

Reveal.initialize({
  width: 1920,
  height: 1080,
  margin: 0,
  minScale: 0.05,
  maxScale: 10,
  center: false,
  controls: false,
  progress: false,
  hash: true,
  transition: "none",
  backgroundTransition: "none",
  autoPlayMedia: false,
  scrollActivationWidth: null, // a small window shows slides too, not a page to scroll
  keyboard: { 38: "prev", 40: "next" }, // some clickers send the arrows up and down
  plugins: [RevealNotes],
}).then(() => {
  Reveal.addKeyBinding({ keyCode: 82, key: "R", description: "Replay the clip" }, replay);
  document.querySelector(".slides").addEventListener("click", () => {
    if (!Reveal.isOverview()) Reveal.next();
  });
  arrive({ currentSlide: Reveal.getCurrentSlide() });
});
