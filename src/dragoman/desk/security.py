"""Who may come in: a token or a password, limited tries, signed sessions, and forms that only our pages can send."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer

# 16 MB and some tens of milliseconds for each try.
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
_FREE_TRIES = 5
_LONGEST_WAIT = 300.0
_FORGET_AFTER = 900.0


@dataclass(frozen=True)
class Key:
    """What opens the desk. Only a digest is kept, never the words themselves."""

    kind: Literal["token", "password"]
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)

    @classmethod
    def token(cls, token: str) -> Key:
        """A long random token, for which a plain hash is enough."""
        return cls("token", b"", hashlib.sha256(token.encode()).digest())

    @classmethod
    def password(cls, password: str) -> Key:
        """A password, which people choose and others guess: hashed slowly, with salt."""
        salt = os.urandom(16)
        return cls("password", salt, _slow_hash(password, salt))

    def opens(self, given: str) -> bool:
        """Whether these are the right words; takes the same time for right and wrong ones."""
        if self.kind == "token":
            made = hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest()
        else:
            made = _slow_hash(given, self.salt)
        return hmac.compare_digest(made, self.digest)


def _slow_hash(words: str, salt: bytes) -> bytes:
    return hashlib.scrypt(words.encode("utf-8", "surrogatepass"), salt=salt, dklen=32, **_SCRYPT)


def new_token() -> str:
    """A token that cannot be guessed."""
    return secrets.token_urlsafe(32)


@dataclass
class Tries:
    """Limits wrong tries: after five in a row from one place each further one must wait, twice as long each time.

    All places together have a limit of ten times that, so that many places do not help. `clock` gives seconds.
    """

    clock: Callable[[], float] = time.monotonic
    _wrong: dict[str, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, place: str) -> float:
        """How many seconds `place` must wait before its next try; 0 where it need not."""
        with self._lock:
            return max(self._wait(place, _FREE_TRIES), self._wait("", 10 * _FREE_TRIES))

    def failed(self, place: str) -> None:
        """Note a wrong try."""
        with self._lock:
            now = self.clock()
            for gone in [p for p, (_, last) in self._wrong.items() if now - last > _FORGET_AFTER]:
                del self._wrong[gone]
            for name in (place, ""):
                self._wrong[name] = (self._wrong.get(name, (0, 0.0))[0] + 1, now)

    def succeeded(self, place: str) -> None:
        """Forget the wrong tries of `place`."""
        with self._lock:
            self._wrong.pop(place, None)

    def _wait(self, place: str, free: int) -> float:
        count, last = self._wrong.get(place, (0, 0.0))
        if count < free:
            return 0.0
        until = last + min(_LONGEST_WAIT, 2.0 ** (count - free))
        return max(0.0, until - self.clock())


class Session(msgspec.Struct, frozen=True):
    """One browser that has come in: a random name, which nobody else can make because the cookie is signed."""

    id: str
    reviewer: str = ""


@dataclass(frozen=True)
class Sessions:
    """Signs sessions into cookies and reads them back."""

    secret: bytes = field(repr=False)
    seconds: int

    def new(self) -> Session:
        """A session nobody had before."""
        return Session(secrets.token_urlsafe(18))

    def cookie(self, session: Session) -> str:
        """The session as the value of a cookie."""
        return self._signer().dumps(msgspec.to_builtins(session))

    def read(self, cookie: str | None) -> Session | None:
        """The session that a cookie holds; None for one that is missing, forged, or too old."""
        if not cookie:
            return None
        try:
            return msgspec.convert(self._signer().loads(cookie, max_age=self.seconds), Session)
        except (BadData, msgspec.ValidationError):
            return None

    def form_token(self, session: Session) -> str:
        """What every form of this session carries, and a page of somebody else cannot know."""
        return hmac.new(self.secret, b"form:" + session.id.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, session: Session, given: str) -> bool:
        """Whether a form's token is the session's."""
        return hmac.compare_digest(self.form_token(session).encode(), given.encode("utf-8", "replace"))

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self.secret, salt="dragoman.session", signer_kwargs={"digest_method": hashlib.sha256}
        )


HEADERS: tuple[tuple[str, str], ...] = (
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
"""Sent with every answer. No inline script or style, nothing from elsewhere, no frame around the desk."""
