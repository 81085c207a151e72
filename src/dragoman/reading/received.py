"""Bytes as received: are they text at all, in which encoding, and are they a web page?"""

from __future__ import annotations

import codecs
import re
from typing import Literal

from dragoman.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|section|main|div|p|h[1-6]|title|meta|table|span)\b[^<>]{0,2000}/?>",
    re.IGNORECASE,
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252", "iso8859-15"})
_SNIFFED = 4096


def _python_name(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    if name in _LATIN:
        return "cp1252"
    # A declaration that could be read holds in one byte a letter, so it cannot be true of UTF-16 or UTF-32.
    return "" if name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw")) else name


def _wide(data: bytes) -> str:
    """The 16-bit encoding of text without a byte order mark, by where its zero bytes stand; "" for other data."""
    sample = data[:_SNIFFED]
    half = len(sample) // 2
    if half < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else ""


def decode(data: bytes, *, source: str, charset: str = "") -> str:
    """The text that `data` is, whatever it is: no byte makes this fail, a bad one becomes U+FFFD.

    The order: a byte order mark; `charset` (from the server); what the page declares; UTF-8, cut short or not; else
    windows-1252. Raises `InputError` for data that is not text: a picture, an archive, a program.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for magic, kind in _KINDS:
        if data.startswith(magic) and (magic != b"RIFF" or data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
            raise InputError(source, f"this is {kind}, not text.", "Save the report as text or HTML.")
    if name := _wide(data):
        return data.decode(name, "replace")
    sample = data[:65_536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(3, 0.01 * len(sample)) or sample.count(0) > max(1, 0.001 * len(sample)):
        raise InputError(source, "this is binary data, not text.", "Save the report as text or HTML.")
    declared = _META_CHARSET.search(data, 0, _SNIFFED) or _XML_ENCODING.search(data, 0, 400)
    names = [_python_name(charset)] if charset else []
    if declared:
        names.append(_python_name(declared[1].decode("ascii", "replace")))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
    if cut_short or _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    for name in names:
        if name and name != "utf-8":
            try:
                return data.decode(name, "replace")
            except (LookupError, ValueError):
                continue
    return data.decode("cp1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bad bytes stand in what else is UTF-8 with letters beyond ASCII."""
    decoded = data.decode("utf-8", "replace")
    bad = decoded.count("\ufffd")
    beyond = sum(character > "\x7f" for character in decoded) - bad
    return beyond > 20 * bad


def kind_of(text: str, *, name: str = "", content_type: str = "") -> Literal["html", "text"]:
    """Whether a text is a web page, by the server's word, its file name, or mark-up near its start."""
    if content_type in ("text/html", "application/xhtml+xml"):
        return "html"
    suffix = name.lower().rpartition(".")[2]
    if suffix in ("html", "htm", "xhtml"):
        return "html"
    if suffix in ("txt", "text", "md") and not text.lstrip("\ufeff \r\n\t")[:15].lower().startswith(
        ("<!doctype html", "<html")
    ):
        return "text"
    return "html" if _PAGE.search(text, 0, _SNIFFED) else "text"
