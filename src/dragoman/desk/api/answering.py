"""Answers with an ETag, so that a program that asks again is told when nothing has changed."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
from litestar.openapi.datastructures import ResponseSpec
from litestar.response import Response

from dragoman.desk.desk import Asked
from dragoman.desk.problems import Problem

Body = TypeVar("Body")


def answer(request: Asked, body: Body, *, status: int = 200, headers: dict[str, str] | None = None) -> Response[Body]:
    """The body as JSON with its ETag; 304 without a body where `If-None-Match` names that."""
    data = msgspec.json.encode(body)
    etag = f'"{hashlib.sha256(data).hexdigest()[:24]}"'
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    sent = {"ETag": etag, "Cache-Control": "private, no-cache", **(headers or {})}
    if status == 200 and (etag in known or "*" in known):
        return Response(b"", status_code=304, headers=sent, media_type="application/json")  # type: ignore[arg-type]
    return Response(data, status_code=status, headers=sent, media_type="application/json")  # type: ignore[arg-type]


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems that an address may answer with, for its description."""
    words = {
        400: "A parameter makes no sense.",
        401: "Neither a token nor a password was sent.",
        404: "What the address names is not in the archive.",
        409: "The parameters make sense one by one, but not together.",
        413: "Too much was sent.",
        415: "What was sent is not JSON.",
        422: "What was sent cannot be read as a report.",
        429: "Too many wrong keys were tried.",
        503: "Another process is writing the archive; try again.",
    }
    return {
        status: ResponseSpec(
            Problem, description=words[status], media_type="application/problem+json", generate_examples=False
        )
        for status in (*statuses, 401, 429, 503)
    }


def not_modified() -> dict[int, ResponseSpec]:
    """That nothing has changed, for the description of an address."""
    return {304: ResponseSpec(None, description="Nothing has changed since that ETag.", generate_examples=False)}
