"""Tests of what is made of rendered folders."""
