"""The visible text of a web page, in blocks, with the place in the page's source that every run of it came from.

This is a scanner of our own: `html.parser` raises on some malformed declarations, can take quadratic time, and gives
lines and columns rather than offsets. The scanner reads any text in linear time, never raises, and treats mark-up as
browsers do where that matters for words: comments, scripts and styles are skipped, unclosed tags end with the page.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from dragoman.record import Segment, Span

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
        "audio",
        "button",
        "label",
        "picture",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "textarea",
        "select",
        "noframes",
        "xmp",
    ]
)
_RAW = frozenset(["script", "style", "textarea", "iframe", "noframes", "xmp", "title"])
_ZONES = {"nav": "nav", "footer": "footer", "aside": "aside", "form": "form", "button": "control", "dialog": "dialog"}
_NAMED = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "blockquote",
        "figcaption",
        "td",
        "th",
        "dt",
        "dd",
        "title",
        "pre",
        "caption",
    ]
)

_TAG_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_TEXT_PART = re.compile(
    r"(?P<space>\s+)|(?P<ref>&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?)|(?P<run>[^\s&]+|&)"
)
_TAG_PART = re.compile(r"[^\"'>]*")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONGEST_ATTRIBUTES = 20_000


class PageBlock(NamedTuple):
    """A block of visible text: its span in `Page.text`, the tag it stands in, and what surrounds it.

    `zone` is the nearest part of the page that is not the report's (nav, footer, aside, form, control, dialog) or "";
    `linked` is the share of its characters that are links; `quoted` and `caption` tell of enclosing elements.
    """

    span: Span
    tag: str
    zone: str
    linked: float
    quoted: bool
    caption: bool
    hidden: bool


class Page(NamedTuple):
    """A page as read: text, blocks, the map to the source, and the raw values that metadata is read from."""

    text: str
    blocks: tuple[PageBlock, ...]
    segments: tuple[Segment, ...]
    title: str
    language: str
    metas: tuple[tuple[str, str], ...]
    scripts: tuple[str, ...]
    times: tuple[str, ...]
    canonical: str


class _Context(NamedTuple):
    tag: str
    block_tag: str
    zone: str
    linked: bool
    quoted: bool
    caption: bool
    hidden: bool
    skipped: bool


_ROOT = _Context("", "", "", False, False, False, False, False)


class _Reader:
    """One pass over a page's source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.stack: list[_Context] = [_ROOT]
        self.open_tags: dict[str, int] = {}
        self.parts: list[str] = []
        self.length = 0
        self.block_start = -1
        self.block_context = _ROOT
        self.block_linked = 0
        self.pending_space: tuple[int, int] | None = None
        self.after_break = False
        self.segments: list[Segment] = []
        self.blocks: list[PageBlock] = []
        self.metas: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.times: list[str] = []
        self.title = ""
        self.language = ""
        self.canonical = ""
        self.missing: set[str] = set()

    # -- text ------------------------------------------------------------------------------------------------------

    def emit(self, piece: str, at: int, length: int) -> None:
        """Add visible characters that came from `source[at : at + length]`."""
        context = self.stack[-1]
        if self.block_start < 0:
            if self.blocks:
                self.parts.append("\n\n")
                self.length += 2
            self.block_start = self.length
            self.block_context = context
            self.block_linked = 0
            self.pending_space = None
        if self.pending_space is not None:
            space, width = self.pending_space
            self.pending_space = None
            self._append(" ", space, width)
        if context.linked:
            self.block_linked += len(piece)
        self._append(piece, at, length)
        self.after_break = False

    def _append(self, piece: str, at: int, length: int) -> None:
        last = self.segments[-1] if self.segments else None
        if (
            last is not None
            and len(piece) == length
            and last.text_length == last.capture_length
            and last.text + last.text_length == self.length
            and last.capture + last.capture_length == at
        ):
            self.segments[-1] = Segment(
                last.text, last.capture, last.text_length + length, last.capture_length + length
            )
        else:
            self.segments.append(Segment(self.length, at, len(piece), length))
        self.parts.append(piece)
        self.length += len(piece)

    def space(self, at: int, length: int) -> None:
        if self.block_start >= 0 and self.pending_space is None:
            self.pending_space = (at, length)

    def end_block(self) -> None:
        if self.block_start >= 0:
            context = self.block_context
            span = Span(self.block_start, self.length)
            self.blocks.append(
                PageBlock(
                    span,
                    context.block_tag,
                    context.zone,
                    self.block_linked / max(1, span.end - span.start),
                    context.quoted,
                    context.caption,
                    context.hidden,
                )
            )
        self.block_start = -1
        self.pending_space = None
        self.after_break = False

    def read_text(self, start: int, end: int) -> None:
        if self.stack[-1].skipped:
            return
        source = self.source
        for match in _TEXT_PART.finditer(source, start, end):
            if match.lastgroup == "space":
                self.space(match.start(), match.end() - match.start())
            elif match.lastgroup == "run":
                self.emit(match.group(), match.start(), match.end() - match.start())
            else:
                raw = match.group()
                character = unescape(raw)
                if not character.strip():
                    if character:
                        self.space(match.start(), len(raw))
                elif character == raw:
                    self.emit(raw, match.start(), len(raw))
                else:
                    self.emit(" ".join(character.split()), match.start(), len(raw))

    # -- tags ------------------------------------------------------------------------------------------------------

    def find_tag_end(self, position: int) -> int:
        """The offset after the `>` that closes the tag, quoted values aside; the page's end where there is none."""
        source = self.source
        while True:
            position = _TAG_PART.match(source, position).end()  # type: ignore[union-attr]
            if position >= len(source):
                return len(source)
            character = source[position]
            if character == ">":
                return position + 1
            closing = -1
            if character not in self.missing:
                closing = source.find(character, position + 1)
                if closing < 0:
                    self.missing.add(character)
            position = closing + 1 if closing >= 0 else position + 1

    def start_tag(self, tag: str, start: int, name_end: int, end: int) -> None:
        attributes: dict[str, str] = {}
        if end - name_end > 2:
            for match in _ATTRIBUTE.finditer(self.source, name_end, min(end - 1, name_end + _LONGEST_ATTRIBUTES)):
                value = match[2] or match[3] or match[4] or ""
                attributes.setdefault(match[1].lower(), value)
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if key:
                self.metas.append((key.lower(), unescape(attributes.get("content", "")).strip()))
            return
        if tag == "link":
            if attributes.get("rel", "").lower() == "canonical" and not self.canonical:
                self.canonical = unescape(attributes.get("href", ""))
            return
        if tag == "html" and not self.language:
            self.language = attributes.get("lang", "") or attributes.get("xml:lang", "")
        if tag == "time" and attributes.get("datetime"):
            self.times.append(attributes["datetime"])
        if tag == "br":
            if self.after_break:
                self.end_block()
            else:
                self.space(start, end - start)
                self.after_break = self.block_start >= 0
            return
        if tag in BLOCK_TAGS:
            self.end_block()
            if self.stack[-1].tag == "p" and tag != "option":
                self.end_tag("p")
            elif tag in ("li", "td", "tr", "dt", "dd") and self.stack[-1].tag == tag:
                self.end_tag(tag)
        if tag in _VOID or (self.source.startswith("/>", end - 2) and tag not in BLOCK_TAGS and tag != "a"):
            return
        above = self.stack[-1]
        hidden = above.hidden or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        zone = _ZONES.get(tag, above.zone)
        if attributes.get("role", "") in ("navigation", "contentinfo", "complementary", "search", "dialog"):
            zone = attributes["role"]
        self.stack.append(
            _Context(
                tag,
                tag
                if tag in _NAMED
                else ("" if tag in BLOCK_TAGS and above.block_tag not in ("li", "td", "dd") else above.block_tag),
                zone,
                above.linked or tag == "a",
                above.quoted or tag == "blockquote",
                above.caption or tag in ("figcaption", "figure"),
                hidden,
                above.skipped or tag in _SKIPPED or tag == "title",
            )
        )
        self.open_tags[tag] = self.open_tags.get(tag, 0) + 1

    def end_tag(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.end_block()
        if not self.open_tags.get(tag):
            return
        while len(self.stack) > 1:
            popped = self.stack.pop().tag
            self.open_tags[popped] -= 1
            if popped == tag:
                return

    def raw_element(self, tag: str, start: int) -> int:
        """Read the content of an element that holds no mark-up; the offset of its end tag, or the page's end."""
        closing = f"</{tag}"
        found = -1
        if closing not in self.missing:
            match = re.compile(re.escape(closing), re.IGNORECASE).search(self.source, start)
            found = match.start() if match else -1
            if found < 0:
                self.missing.add(closing)
        end = found if found >= 0 else len(self.source)
        if tag == "script":
            if "ld+json" in self.source[max(0, start - 200) : start].rpartition("<")[2]:
                self.scripts.append(self.source[start:end])
        elif tag == "title" and not self.title:
            self.title = " ".join(unescape(self.source[start : min(end, start + 2000)]).split())
        return end

    def read(self) -> Page:
        source, position, size = self.source, 0, len(self.source)
        while position < size:
            bracket = source.find("<", position)
            if bracket < 0:
                bracket = size
            if bracket > position:
                self.read_text(position, bracket)
            if bracket >= size:
                break
            position = bracket
            if source.startswith("<!--", position):
                closing = -1 if "-->" in self.missing else source.find("-->", position + 4)
                if closing < 0:
                    self.missing.add("-->")
                    closing = source.find(">", position)
                    position = size if closing < 0 else closing + 1
                else:
                    position = closing + 3
                continue
            if source.startswith(("<!", "<?"), position):
                closing = source.find(">", position)
                position = size if closing < 0 else closing + 1
                continue
            name = _TAG_NAME.match(source, position + 1)
            if name is None:
                self.read_text(position, position + 1)
                position += 1
                continue
            end = self.find_tag_end(name.end())
            tag = name.group().lower()
            if tag.startswith("/"):
                self.end_tag(tag[1:])
            else:
                self.start_tag(tag, position, name.end(), end)
                if tag in _RAW and self.stack[-1].tag == tag:
                    end = self.raw_element(tag, end)
            position = end
        self.end_block()
        return Page(
            "".join(self.parts),
            tuple(self.blocks),
            tuple(self.segments),
            self.title,
            self.language,
            tuple(self.metas),
            tuple(self.scripts),
            tuple(self.times),
            self.canonical,
        )


def read_page(source: str) -> Page:
    """The visible text of an HTML source; any text at all is accepted, and the time taken is linear in its length."""
    return _Reader(source).read()
