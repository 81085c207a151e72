"""The desk: a web application over an archive, and the REST API; `make_app` builds it, `dragoman desk` serves it."""

from dragoman.desk.app import make_app
from dragoman.desk.settings import Settings

__all__ = ["Settings", "make_app"]
