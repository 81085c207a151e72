"""The desk's own files: style, scripts, fonts, polygons; packed once, kept by the browser while they stay the same."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

_PACKED = {".css", ".js", ".json", ".txt", ".svg"}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


class StaticFile(NamedTuple):
    """A file's bytes, its bytes packed with gzip (None where that gains nothing), its type and its digest."""

    data: bytes
    packed: bytes | None
    content_type: str
    digest: str


class StaticFiles:
    """The files below `dragoman/desk/static`, by their names relative to it."""

    def __init__(self) -> None:
        self._root = files("dragoman.desk") / "static"
        self._kept: dict[str, StaticFile] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> StaticFile | None:
        """The file, or None where there is none of that name."""
        with self._lock:
            if name in self._kept:
                return self._kept[name]
        found = self._find(name)
        if found is None:
            return None
        data = found.read_bytes()
        ending = "." + name.rpartition(".")[2]
        packed = gzip.compress(data, 9, mtime=0) if ending in _PACKED else None
        kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = StaticFile(data, packed, kind, hashlib.sha256(data).hexdigest()[:16])
        with self._lock:
            # Polygons and the page of the API are large and seldom asked for; the browser keeps them.
            if len(data) < 300_000:
                self._kept[name] = file
        return file

    def address(self, name: str) -> str:
        """The file's address, with its digest so that a browser may keep it for ever."""
        if name not in self._digests:
            found = self._find(name)
            self._digests[name] = hashlib.sha256(found.read_bytes()).hexdigest()[:16] if found else ""
        digest = self._digests[name]
        return f"/static/{name}?v={digest}" if digest else f"/static/{name}"

    def _find(self, name: str) -> Traversable | None:
        place = self._root
        for part in name.split("/"):
            if part in ("", ".", "..") or "\\" in part or "\0" in part:
                return None
            place = place / part
        return place if place.is_file() else None
