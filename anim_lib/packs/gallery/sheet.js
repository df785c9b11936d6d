// What a scene's sheet does: its film is made when it is asked for, and played by chapters.
"use strict";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 699px)");

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const clock = (seconds) => {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

const memory = {
  get(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch { /* it holds until the page is left */ }
  },
};

// One scene's sheet: its film, chapters, captions.
class Sheet {
  constructor(dialog) {
    this.dialog = dialog;
    const one = (selector) => dialog.querySelector(selector);
    this.stage = one(".stage");
    this.still = one(".stage img");
    this.poster = { src: this.still.getAttribute("src"), alt: this.still.alt };
    this.caption = one(".caption");
    this.notice = one(".notice");
    this.button = one(".play");
    this.range = one("input[type=range]");
    this.line = one(".line");
    this.now = one(".now");
    this.toggle = one(".captions");
    this.chapters = all(".chapters button", dialog);
    this.starts = this.chapters.map((chapter) => Number(chapter.dataset.at));
    this.film = null;
    this.at = -1;
    this.listen(one);
  }

  listen(one) {
    this.chapters.forEach((chapter, index) =>
      chapter.addEventListener("click", () => this.go(index)));
    for (const link of all(".there", this.dialog)) {
      const index = this.chapters.findIndex(({ dataset }) => dataset.at === link.dataset.at);
      link.addEventListener("click", () => {
        this.go(index);
        this.dialog.scrollTop = 0;
      });
    }
    one(".close").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => closed(this));
    if (!this.button) return; // there is no film
    this.button.addEventListener("click", () => this.playOrPause());
    this.stage.addEventListener("click", () => this.playOrPause());
    this.range.addEventListener("input", () => this.seek(Number(this.range.value)));
    this.toggle.addEventListener("click", () => {
      const on = this.toggle.getAttribute("aria-pressed") !== "true";
      memory.set("seqreel-captions", on ? "on" : "off");
      this.showCaptions(on);
    });
    const whole = one(".whole");
    const screen = one(".screen");
    whole.hidden = !document.fullscreenEnabled;
    whole.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else screen.requestFullscreen();
    });
    screen.addEventListener("fullscreenchange", () => {
      whole.textContent = document.fullscreenElement ? "Leave full screen" : "Full screen";
    });
  }

  // The film's own captions are too small to read on a small screen.
  open() {
    const chosen = memory.get("seqreel-captions");
    this.showCaptions(chosen ? chosen === "on" : narrow.matches);
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  // Makes the film, which until now has not been loaded.
  load() {
    if (this.film || !this.dialog.dataset.film) return this.film;
    const film = document.createElement("video");
    film.playsInline = true;
    film.tabIndex = -1;
    film.setAttribute("aria-label", this.poster.alt);
    film.width = this.still.width;
    film.height = this.still.height;
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", srclang: "en", label: "Captions" });
    track.src = this.dialog.dataset.captions;
    film.append(track);
    track.track.mode = "hidden"; // its words stand below the picture and hide nothing of it
    track.addEventListener("cuechange", () => this.say(track.track.activeCues));
    for (const name of ["play", "pause", "ended"]) film.addEventListener(name, () => this.show());
    for (const name of ["timeupdate", "seeked"]) film.addEventListener(name, () => this.tick());
    film.addEventListener("error", () => this.fail());
    film.src = this.dialog.dataset.film;
    this.stage.append(film);
    return (this.film = film);
  }

  unload() {
    const film = this.film;
    this.film = null;
    if (film) {
      film.pause();
      film.removeAttribute("src");
      film.load();
      film.remove();
    }
    Object.assign(this.still, this.poster);
    this.caption.textContent = "";
    this.notice.hidden = true;
    this.mark(-1);
    if (this.button) {
      this.tell(0);
      this.show();
    }
  }

  start() {
    const film = this.load();
    if (film) film.play().catch(() => {}); // an error of the film is told by its own event
  }

  playOrPause() {
    if (this.film && !this.film.paused) this.film.pause();
    else this.start();
  }

  seek(seconds) {
    const film = this.load();
    if (film.readyState) film.currentTime = seconds;
    else film.addEventListener("loadedmetadata", () => (film.currentTime = seconds), { once: true });
    this.tell(seconds);
    this.mark(this.chapterAt(seconds));
  }

  // To a chapter's beginning; who wants less motion sees its picture until a film is asked for.
  go(index) {
    const chapter = this.chapters[Math.min(Math.max(index, 0), this.chapters.length - 1)];
    if (!chapter) return;
    if (this.film || (this.dialog.dataset.film && !calm.matches)) {
      this.seek(Number(chapter.dataset.at));
      this.start();
      return;
    }
    this.still.src = chapter.dataset.still;
    this.still.alt = chapter.dataset.caption || this.poster.alt;
    this.caption.textContent = chapter.dataset.caption;
    if (this.range) this.tell(Number(chapter.dataset.at));
    this.mark(this.chapters.indexOf(chapter));
  }

  chapterAt(seconds) {
    return this.starts.findLastIndex((start) => start <= seconds + 0.02);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, .scroll")) return; // they have these keys for themselves
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const at = this.film ? this.chapterAt(this.film.currentTime) : this.at;
    if (step) this.go(at + step);
    else if (event.key === " " && this.button && !event.target.closest("a, button, summary")) {
      this.playOrPause();
    } else return;
    event.preventDefault();
  }

  tick() {
    if (!this.film || this.film.seeking) return;
    this.tell(this.film.currentTime);
    this.mark(this.chapterAt(this.film.currentTime));
  }

  tell(seconds) {
    const whole = Number(this.range.max);
    this.range.value = seconds;
    this.line.style.setProperty("--share", `${(100 * seconds) / whole}%`);
    this.range.setAttribute("aria-valuetext", `${Math.round(seconds)} of ${Math.round(whole)} seconds`);
    this.now.textContent = clock(seconds);
  }

  mark(index) {
    if (index === this.at) return;
    this.chapters[this.at]?.removeAttribute("aria-current");
    this.at = index;
    const chapter = this.chapters[index];
    if (!chapter) return;
    chapter.setAttribute("aria-current", "true");
    const list = chapter.closest("ol"); // only the list is scrolled, never the page
    const [top, end] = [chapter.offsetTop, chapter.offsetTop + chapter.offsetHeight];
    if (top < list.scrollTop) list.scrollTop = top;
    else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight;
  }

  say(cues) {
    this.caption.textContent = [...(cues ?? [])]
      .map((cue) => cue.getCueAsHTML().textContent)
      .join("\n");
  }

  showCaptions(on) {
    if (!this.toggle) on = true;
    this.caption.hidden = !on;
    this.toggle?.setAttribute("aria-pressed", String(on));
  }

  show() {
    const plays = Boolean(this.film) && !this.film.paused;
    this.button.classList.toggle("plays", plays);
    this.button.querySelector("span").textContent = plays ? "Pause" : "Play";
  }

  fail() {
    if (this.film?.error) this.notice.hidden = false;
  }
}
