"""The one exception that is meant for the person at the keyboard."""

from __future__ import annotations


class UserError(Exception):
    """One clear sentence for the user; the command line prints it and exits with status 2."""
