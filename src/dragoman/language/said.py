"""What a report gives as said by others: its attributions and its quotations, found once for all later stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.attributions import find_attributions
from dragoman.language.quotations import find_voices

if TYPE_CHECKING:
    from dragoman.language.attributions import Attribution, AttributionCues
    from dragoman.language.parsed import ParsedReport
    from dragoman.language.quotations import SpeechVerbs, Voice


@dataclass(frozen=True, eq=False)
class Said:
    """The attributions of a report in the order of their cues, and its quotations in the order of the text."""

    attributions: tuple[Attribution, ...] = ()
    voices: tuple[Voice, ...] = ()

    def over(self, offset: int) -> list[Attribution]:
        """The attributions whose content covers a report offset, innermost first."""
        covering = [a for a in self.attributions if a.covers(offset)]

        def depth(attribution: Attribution) -> tuple[int, int]:
            above = sum(a.covers(attribution.cue_spans[0].start) for a in covering if attribution.cue_spans)
            return -above, sum(s.end - s.start for s in attribution.content_spans)

        return sorted(covering, key=depth)


def find_said(report: ParsedReport, cues: AttributionCues, verbs: SpeechVerbs) -> Said:
    """What a report gives as said by others."""
    attributions = find_attributions(report, cues)
    return Said(tuple(attributions), tuple(find_voices(report, verbs, attributions)))
