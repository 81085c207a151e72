"""`python -m dragoman.cli` is the command line."""

from dragoman.cli import main

main()
