"""The print pack: what a printer and a print designer are handed, as PDF without a pixel."""
