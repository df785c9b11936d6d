// Before anything is drawn: the colours that the reader chose here earlier.
try {
  const chosen = localStorage.getItem("seqreel-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // a browser that keeps nothing for pages from the disk follows the system
}
