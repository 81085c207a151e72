"""The description of the API as its page tells it: groups of operations, their parameters and answers, and shapes.

Made from the OpenAPI document alone, so that the page says what the description says and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Words = tuple[tuple[str, bool], ...]
"""Words for a type, in pieces: the words, and whether they are the name of a `Shape`."""

_CHOICES = re.compile(r"\^\((?P<choices>[\w. -]+(?:\|[\w. -]+)+)\)(?P<more>\(,.*\)\*)?\$")
_MOST_CHOICES = 60
_PLAIN = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
}
_FORMATS = {"date": "day, as 2020-12-03", "date-time": "time, as 2020-12-03T09:30:00Z"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something to ask with. `place` is "path" or "query"; `choices` are its values where they are few."""

    name: str
    place: str
    kind: Words
    said: str
    choices: tuple[str, ...]
    takes_several: bool
    is_required: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back with a status: what it means and, where there is something to read, its shape."""

    status: str
    said: str
    kind: Words


@dataclass(frozen=True, slots=True)
class Operation:
    """A method on an address. `body` is the shape of what is sent, empty where nothing is."""

    key: str
    method: str
    path: str
    title: str
    said: str
    parameters: tuple[Parameter, ...]
    body: Words
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a shape."""

    name: str
    kind: Words
    said: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What a name in the description stands for: an object with fields, or in words what else it is."""

    name: str
    said: str
    fields: tuple[Field, ...]
    kind: Words


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole: operations by the name of their group, in the description's order, and the shapes by name."""

    groups: tuple[tuple[str, tuple[Operation, ...]], ...]
    shapes: tuple[Shape, ...]


def outline(document: dict[str, Any]) -> Outline:
    """What an OpenAPI 3.1 document describes."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            group = next(iter(described.get("tags") or ()), "other")
            groups.setdefault(group, []).append(_operation(path, method, described))
    shapes = document.get("components", {}).get("schemas", {})
    return Outline(
        tuple((name, tuple(operations)) for name, operations in groups.items()),
        tuple(_shape(name, shapes[name]) for name in sorted(shapes)),
    )


def _operation(path: str, method: str, described: dict[str, Any]) -> Operation:
    sent: dict[str, Any] = next(iter(described.get("requestBody", {}).get("content", {}).values()), {})
    return Operation(
        key=described["operationId"],
        method=method.upper(),
        path=path,
        title=_sentence(described.get("summary", "")),
        said=described.get("description", ""),
        parameters=tuple(_parameter(one) for one in described.get("parameters", ())),
        body=kind_words(sent["schema"]) if "schema" in sent else (),
        answers=tuple(_answer(status, one) for status, one in sorted(described["responses"].items())),
    )


def _sentence(name: str) -> str:
    """ "EventsOverTime" as "Events over time"."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: " " + found[1].lower(), name)


def _parameter(described: dict[str, Any]) -> Parameter:
    schema = described.get("schema", {})
    choices, takes_several = choices_of(schema)
    return Parameter(
        name=described["name"],
        place=described["in"],
        kind=kind_words({k: v for k, v in schema.items() if k != "enum"}),
        said=described.get("description", ""),
        choices=choices,
        takes_several=takes_several,
        is_required=bool(described.get("required")),
    )


def choices_of(schema: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    """The values that a schema lists, by name or in its pattern, and whether several may be given with commas."""
    named = [one for part in _alternatives(schema) for one in part.get("enum", ()) if one not in (None, "")]
    if named:
        return tuple(str(one) for one in named), False
    found = _CHOICES.fullmatch(schema.get("pattern", ""))
    choices = tuple(found["choices"].split("|")) if found else ()
    return (choices if len(choices) <= _MOST_CHOICES else ()), bool(found and found["more"])


def _alternatives(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())]


def _answer(status: str, described: dict[str, Any]) -> Answer:
    content: dict[str, Any] = next(iter(described.get("content", {}).values()), {})
    return Answer(
        status, described.get("description", ""), kind_words(content["schema"]) if "schema" in content else ()
    )


def _shape(name: str, schema: dict[str, Any]) -> Shape:
    required = schema.get("required", ())
    fields = tuple(
        Field(member, kind_words(part), part.get("description", ""), member in required)
        for member, part in schema.get("properties", {}).items()
    )
    return Shape(name, schema.get("description", ""), fields, () if fields else kind_words(schema))


def kind_words(schema: dict[str, Any]) -> Words:
    """A schema in words: "list of EventRow", "whole number or nothing"."""
    return tuple(_merged(_pieces(schema)))


def _pieces(schema: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2], True
    elif parts := schema.get("anyOf") or schema.get("oneOf"):
        for number, part in enumerate(parts):
            if number:
                yield " or ", False
            yield from _pieces(part)
    elif "enum" in schema:
        yield "one of " + ", ".join("nothing" if one is None else str(one) or "“”" for one in schema["enum"]), False
    elif "const" in schema:
        yield f"“{schema['const']}”", False
    elif "prefixItems" in schema:
        yield "[", False
        for number, part in enumerate(schema["prefixItems"]):
            if number:
                yield ", ", False
            yield from _pieces(part)
        yield "]", False
    elif schema.get("type") == "array":
        yield "list of ", False
        yield from _pieces(schema.get("items") or {})
    elif schema.get("type") == "object":
        values = schema.get("additionalProperties")
        yield "object", False
        if isinstance(values, dict) and values:
            yield ", each value ", False
            yield from _pieces(values)
    elif isinstance(schema.get("type"), list):
        yield " or ".join(_PLAIN.get(one, one) for one in schema["type"]), False
    else:
        kind = schema.get("type", "")
        yield _FORMATS.get(schema.get("format", "")) or _PLAIN.get(kind, kind or "anything"), False


def _merged(pieces: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    said = ""
    for words, is_name in pieces:
        if is_name:
            if said:
                yield said, False
            yield words, True
            said = ""
        else:
            said += words
    if said:
        yield said, False
