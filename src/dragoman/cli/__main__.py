"""`python -m dragoman.cli` is the command line."""

import sys

from dragoman.cli import main

sys.exit(main())
