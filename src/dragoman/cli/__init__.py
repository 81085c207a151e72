"""The command line; thin: it reads the arguments, calls the library, prints."""

from dragoman.cli.entry import main

__all__ = ["main"]
