"""Ids that are made from content, so that they do not change from run to run or machine to machine."""

import hashlib


def content_id(*parts: object, length: int = 12) -> str:
    """A hexadecimal id of `length` digits from the parts (their `str`), by SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()[:length]
