"""The desk's own files: style, scripts, fonts, borders; packed once, kept by the browser while they stay the same."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
import threading
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

_PACKED = {".css", ".js", ".json", ".txt", ".svg"}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


class StaticFile(NamedTuple):
    """A file's bytes as they are sent, how they are packed ("br", "gzip" or ""), its type and its digest."""

    data: bytes
    packing: str
    content_type: str
    digest: str


class StaticFiles:
    """The files below `dragoman/desk/static`, by their names relative to it."""

    def __init__(self) -> None:
        self._root = files("dragoman.desk") / "static"
        self._kept: dict[tuple[str, str], StaticFile] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()

    def get(self, name: str, accepted: str = "") -> StaticFile | None:
        """The file, or None where there is none of that name; `accepted` is what the browser says it unpacks.

        What was built was packed with brotli then; everything else is packed with gzip here.
        """
        found = self._find(name)
        if found is None:
            return None
        ending = "." + name.rpartition(".")[2]
        smallest = self._find(name + ".br") if _takes("br", accepted) else None
        packing = "br" if smallest else "gzip" if ending in _PACKED and _takes("gzip", accepted) else ""
        with self._lock:
            if (name, packing) in self._kept:
                return self._kept[name, packing]
        plain = found.read_bytes()
        data = smallest.read_bytes() if smallest else gzip.compress(plain, 9, mtime=0) if packing else plain
        kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = StaticFile(data, packing, kind, hashlib.sha256(plain).hexdigest()[:16])
        with self._lock:
            self._kept[name, packing] = file
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


def _takes(packing: str, accepted: str) -> bool:
    """Whether an Accept-Encoding names a packing, and does not rule it out."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == packing:
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return False
