"""What stands on a page beside the report: a table of rules, each with the reason that the record gives and an example.

A rule looks at the words of one block. A block of more words than the rule's `most_words` is never marked by it, so
that a paragraph of the report is furniture only where a rule made for such paragraphs says so. Repeats, what follows
the end of a report and stray fragments depend on the blocks around; `dragoman.reading.kinds` finds those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.reading.shapes import words

_AGENCY = (
    r"(?:Thomson Reuters|Reuters|AP(?: Photo)?|The Associated Press|Associated Press|AFP|Agence France[- ]Presse"
    r"|Getty(?: Images)?|"
    r"Anadolu(?: Agency| Ajans[ıi])?|AA|EPA(?:[-/]EFE)?|EFE|dpa|DPA|TASS|ITAR-TASS|Interfax|RIA(?: Novosti)?"
    r"|Sputnik|Xinhua|PTI|ANI|IANS|"
    r"IRNA|ISNA|Tasnim|Fars|SANA|WAFA|MENA|KUNA|SPA|WAM|Petra|NINA|Yonhap|KCNA|Kyodo|Jiji|Bloomberg|UPI"
    r"|PA(?: Media| Wire)?|"
    r"Press Association|AAP|CP|The Canadian Press|ANSA|Lusa|Belga|Ritzau|NTB|TT|Ukrinform|Unian|BelTA|Shutterstock"
    r"|NurPhoto|"
    r"Alamy(?: Stock Photo)?|iStock(?:photo)?|Zuma(?: Press)?|SIPA(?: USA)?|Rex(?: Features)?|Corbis|DHA"
    r"|IHA|Demirören|"
    r"Times of India|News Agencies|Agencies|Agency|Wikimedia Commons|Flickr|Twitter|Facebook|YouTube"
    r"|Handout|Courtesy)"
)
_NAME = r"(?:[A-Z][\w'’.-]*|de|van|von|der|al|bin|el|la|da|di)"
_NAMES = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"
_BYLINE_PART = (
    r"(?:[A-Z(@|&/,•·–—][^\s.!?]*\.?,?|\d[\w:.,/]*|[A-Za-z]+@\S+|-|and|in|of|for|at|the|our|a|an|on|de|van|von|der"
    r"|al|bin|el|la|da|di"
    r"|staff|writers?|reporters?|correspondents?|editors?|agencies|news|political|foreign|diplomatic|senior|chief"
    r"|special|am|pm),?"
)


@dataclass(frozen=True)
class Rule:
    """Blocks that match `pattern` from their start and have at most `most_words` words are furniture for `reason`."""

    reason: str
    pattern: re.Pattern[str]
    most_words: int
    example: str


def _rule(reason: str, most_words: int, example: str, pattern: str, *, case: bool = False) -> Rule:
    return Rule(reason, re.compile(pattern, 0 if case else re.IGNORECASE), most_words, example)


RULES: tuple[Rule, ...] = (
    _rule("separator", 0, "* * *", r"(?!#{2,}$)[\W_]{1,80}$"),
    _rule(
        "loading notice",
        6,
        "Loading...",
        r"(?:loading|please wait|buffering)\b[^a-z]{0,12}(?:comments|more)?[^a-z]{0,6}$",
    ),
    _rule(
        "notice about the browser",
        40,
        "Please enable JavaScript to view this page.",
        r".{0,80}\b(?:(?:enable|requires|disabled|turn on)\b.{0,30}\bjavascript|javascript (?:is|must be"
        r"|seems to be|and)\b"
        r"|your browser (?:does not|doesn['’]t|is not)|browser (?:is )?out of date)",
    ),
    _rule(
        "link to another story",
        30,
        "READ MORE: Ministers return to the table",
        r"\W{0,3}(?:read (?:more|also|next|on|full (?:story|article)|the full (?:story|article|report))\b|(?:also"
        r"|must|further) read(?:ing)?\b"
        r"|(?:see|view|find|show|load|discover|learn) (?:also|more|all)\b(?! than)|related\s*[:|–—-]"
        r"|related (?:stor|article|content|news|topic|coverage"
        r"|link|read|video|post|material|report|item)\w*\W{0,3}|more (?:on this|on this (?:story|topic)"
        r"|from (?:the|our|this)|stories|news|coverage|in this)\b.{0,40}$"
        r"|(?:watch|listen|video|audio|podcast|gallery|in pictures|photos|live|don['’]?t miss( this)?|must[- ]see"
        r"|explainer|explained|factbox|timeline|recommended|q ?(?:&|and) ?a|profile|analysis|opinion"
        r"|viewpoint|in depth"
        r"|go deeper|up next|up first|editor['’]?s['’]? (?:pick|choice|note)s?|dig deeper)\s*[:|]|watch (?:more"
        r"|now|live|the video|also|video)\b"
        r"|listen to (?:this|the) (?:article|story|podcast|episode)\b|(?:click|tap) here\b|continue reading\b"
        r"|(?:next|previous) (?:article|story|post)\b|view (?:gallery|photos|comments|the gallery)\b|(?:full"
        r"|the full) (?:story|coverage)\s*[:|]?$"
        r"|(?:watch|related|recommended|video|videos|more|read)\W*$)",
    ),
    _rule(
        "related-story teaser",
        12,
        "Recommended stories",
        r"\W{0,3}(?:(?:recommended|related|popular|latest|top|trending|featured|other|more|similar"
        r"|sponsored) (?:stories|articles|news|posts|videos|reading|now|headlines|reads|picks|topics)"
        r"|you (?:may|might) (?:also )?(?:like|be interested(?: in)?|have missed)|most (?:read|popular|viewed|shared"
        r"|commented|recent)|trending(?: now)?"
        r"|recommended for you|around the web|from the web|what to read next|in case you missed it"
        r"|editor['’]?s['’]? picks?|more from\b.{0,40}|more on\b.{0,40}"
        r"|also (?:in|on)\b.{0,40}|list of \d+ items|end of list|keep reading|in this (?:article"
        r"|story))\W*(?:list \d+ of \d+)?\W*$",
    ),
    _rule(
        "wire trailer",
        4,
        "-30-",
        r"\W{0,4}(?:ends?|end of (?:text|report|story|statement)|end (?:text|report|item)|30|#{2,})\W{0,6}$",
    ),
    _rule(
        "notes to editors",
        8,
        "Notes to editors",
        r"\W{0,3}notes? (?:to|for) (?:the )?(?:editors?|correspondents|journalists)\b\W*",
    ),
    _rule(
        "credit",
        12,
        "Reuters",
        rf"[\[(©]?\s*(?:(?:via|from|by)\s+)?(?:{_NAMES}\s?[/|,]\s?|(?:[A-Z]{{2,}}|{_NAMES}) (?:via|for) )?{_AGENCY}"
        rf"(?:\s?(?:[/|,&+]|and|via|for|through|\s)\s?(?:{_AGENCY}|file|pool|archive|handout|photo|images?|stock"
        rf"|staff|{_NAMES})){{0,4}}\s*[\])]?\.?$",
        case=True,
    ),
    _rule(
        "credit",
        16,
        "Photo by Jane Doe/Agency",
        r"[\[(]?\s*(?:(?:file |cover |header |lead |top |main |featured )?(?:photo(?:graph|graphy|s)?|image"
        r"|picture|pic|illustration|graphic|video|credit|cartoon)s?"
        r"(?: (?:credit|source|courtesy(?: of)?|copyright|caption))?\s*(?:by\b|:|©|\||/|courtesy)\s*.{2,100}"
        r"|(?:image|photo|picture|video) (?:credit|source|caption|copyright|courtesy)\b.{0,80}"
        r"|sources?\s*:\s*[^.]{2,60}|courtesy (?:of|photo)\b.{0,60}|getty images.{0,40}|credits?\s*:?)[\])]?\.?$",
    ),
    _rule(
        "byline",
        16,
        "By Jane Doe, Staff writer",
        rf"(?:By|BY|(?:Written|Posted|Story|Words|Report|Analysis|Text|Opinion) by|Authors?"
        rf"|From our):?(?: {_BYLINE_PART}){{1,15}}\W*$",
        case=True,
    ),
    _rule(
        "byline",
        6,
        "Staff writer",
        r"(?:(?:our |the )?(?:(?:own|special|senior|chief|foreign|political|diplomatic|world|middle east"
        r"|defen[cs]e|associated press|reuters) )*(?:staff|correspondent|reporter|staff (?:writer|reporter|report"
        r"|correspondent)"
        r"|news (?:desk|service|report|agencies)|web desk|online desk|editorial (?:board|staff)|newsroom|bureau"
        r"|agencies|staff and agencies|contributor))\W*$",
    ),
    _rule("byline", 8, "Special to The Daily Courier", r"special to (?:the )?[\w' ]{3,40}$"),
    _rule(
        "byline",
        70,
        "(Reporting by Jane Doe in Ankara; Editing by John Roe)",
        r"[\[(*_]{0,2}\s*(?:(?:additional|with) )?(?:(?:additional )?(?:reporting|writing|editing|compiled"
        r"|translated|edited|reported|graphics?|research|production|additional reporting|with reporting|story)"
        r"(?: and (?:writing|editing|reporting))? by\b|with (?:inputs?|additional (?:reporting|inputs?)|files"
        r"|agencies|contributions?) (?:from|by)\b|with (?:agencies|agency inputs))",
    ),
    _rule(
        "byline",
        60,
        "Agency writers Jane Doe in Ankara and John Roe contributed to this report.",
        r".{3,400}\b(?:contributed (?:to this|reporting|to the) ?(?:report|story|article)?|(?:is|was) (?:a"
        r"|the) (?:staff writer|reporter|correspondent|columnist|freelance\w*)\b"
        r"|(?:is|was) (?:a|an|the) (?:\w+ ){0,4}(?:reporter|correspondent|columnist|editor|staff writer) (?:for|at"
        r"|with|based|covering)\b.{0,160})[^.]*\.?\)?\W*$",
    ),
    _rule(
        "share prompt",
        16,
        "Share this article",
        r"\W{0,3}(?:(?:share|tweet|e-?mail|print|pin|whatsapp|facebook|twitter|linkedin|reddit|telegram|copy link"
        r"|save|bookmark|pocket|flipboard|messenger|copy url|x|like|pinterest|tumblr|threads|bluesky|mail"
        r"|text size|sms|viber|instagram|youtube|rss|comment)s?"
        r"(?:\W+(?:this|on|to|via|by|with|the|story|article|post|page|share|tweet|e-?mail|print|facebook|twitter"
        r"|linkedin|reddit|telegram|whatsapp|link|copied|copy|friend|a|an|it|pinterest|x|options|icon|button|more"
        r"|\d+k?|friends|for|later|save|pocket|messenger|us|in|new|window|opens?)\b){0,14}"
        r"|share (?:this|your|on|via|with|options)\b.{0,60}|about sharing|\d+k? (?:shares?|retweets?|likes"
        r"|views|reads"
        r"|reactions)|(?:gift|listen to) this article.{0,30})\W*$",
    ),
    _rule(
        "follow prompt",
        45,
        "Follow us on social media for updates",
        r".{0,60}\b(?:follow|like|find|join|add) (?:us|me|our|him|her|the author"
        r"|[\w@ ]{2,30}) on\b.{0,20}\b(?:facebook|twitter|instagram|linkedin|telegram|whatsapp|youtube|google"
        r"|social|tiktok|x\b|threads|mastodon|signal)"
        r"|\W{0,3}follow (?:us|@\w+)\b|(?:get|download|install) (?:the|our|more)\b.{0,40}\bapp\b"
        r"|(?:join|follow) our\b.{0,40}\b(?:channel|group|page|community)",
    ),
    _rule(
        "newsletter prompt",
        60,
        "Sign up for our daily newsletter",
        r"(?:to unsubscribe\b.{0,160}|.{0,60}\b(?:sign[- ]?up|subscribe|register|get|receive|delivered|enter"
        r"|join|signing up|unsubscribe"
        r"|opt out)\b.{0,120}\b(?:newsletters?|inbox|e-?mail alerts?|breaking news alerts|daily briefing"
        r"|mailing list|e-?mail address|morning briefing|updates by e-?mail)\b"
        r"|.{0,40}\bnewsletters?\b.{0,40}$|(?:sign up|subscribe)\b.{0,80}$|already (?:a )?(?:subscriber|subscribed"
        r"|have an account|registered).{0,60}$|(?:this (?:article|content|story) is"
        r"|to continue reading).{0,40}\b(?:subscribers?|premium|subscription|sign in|log in|register).{0,60}$)",
    ),
    _rule(
        "advertisement",
        14,
        "ADVERTISEMENT",
        r"\W{0,4}(?:advertisements?|ads?|advert|sponsored(?: content| by\b.{0,40})?|promoted(?: content)?"
        r"|paid (?:content|post|program)|partner content"
        r"|(?:story|article|content|report) continues (?:below|after)(?: (?:the |this )?(?:advert\w*|ad|video"
        r"|newsletter|promotion))?|scroll (?:down )?to continue.{0,40}|continue (?:reading )?(?:below|after).{0,40}"
        r"|skip (?:advert\w*|ad|past newsletter.{0,30})|advertise with us|after newsletter promotion"
        r"|report (?:this )?ad|remove ads?|ad feedback|(?:this|the) ad(?:vertisement)? (?:has|will"
        r"|is)\b.{0,50})\W*$",
    ),
    _rule(
        "cookie notice",
        120,
        "We use cookies to improve your experience",
        r".{0,160}\b(?:(?:we|this (?:site|website|page)|our (?:site|website|partners)|by (?:using|continuing"
        r"|clicking)|accept|manage|consent|allow)\b.{0,160}\bcookies?\b|cookies? (?:policy|settings|preferences"
        r"|notice|consent)\b)",
    ),
    _rule(
        "copyright notice",
        90,
        "© 2020 The Daily. All rights reserved.",
        r"(?:\W{0,4}(?:©|\(c\)\s?(?:\d{4}|copyright)|copyright\b)|.{0,160}[|·•]\s*©\s?\d{4}"
        r"|.{0,200}\ball rights reserved\b"
        r"|.{0,100}\bmay not be (?:published|reproduced|redistributed|copied)\b|.{0,60}\breproduction (?:in whole"
        r"|without)\b)",
    ),
    _rule(
        "comments prompt",
        24,
        "Leave a comment",
        r"\W{0,3}(?:(?:leave|post|add|write|view|show|hide|read|see|load) (?:a |your |all |the "
        r"|more )?(?:\d+ )?(?:comment|repl)\w*.{0,30}|\(?\d*\)? ?comments?(?: \(\d+\)| \d+)?|no comments(?: yet)?"
        r"|comments (?:are|have been|is) (?:closed|disabled|off).{0,60}|join the (?:conversation|discussion"
        r"|debate).{0,40}"
        r"|have your say.{0,60}|be the first to (?:comment|know).{0,40}|what do you think\?.{0,60}|reply|(?:log"
        r"|sign) in to (?:comment|reply).{0,30}|conversation|let us know.{0,60}"
        r"|your email address will not be published.{0,80})\W*$",
    ),
    _rule(
        "time stamp",
        22,
        "Last updated 3 hours ago",
        r"\W{0,3}(?:(?:first |last |originally |date )?(?:published|updated?|posted|issued|modified|released"
        r"|created|edited|publication date|date|dated?|release date|issued on|time)\b(?: (?:on|at|date))?\s*[:"
        r"|–—-]?\s*(?=.{0,40}\d).{3,90}"
        r"|(?:about |over |almost )?(?:an?|one|two|three|\d+) ?(?:min(?:ute)?|hour|hr|day|week|month|year|h|d"
        r"|m)s? ago\b.{0,20}|\d+[- ]?min(?:ute)?s?(?:[- ]read|\s?read| reading)?(?: time)?|reading time.{0,20}"
        r"|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)\W*$",
    ),
    _rule(
        "time stamp",
        12,
        "Wed 2 Dec 2020 14.05 GMT",
        r"\W{0,3}(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur"
        r"|sun)(?:day)?[,.]?\s+)?(?:(?:\d{1,2}(?:st|nd|rd|th)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
        r"|dec)[a-z]*\.?[ ,-]+\d{4}"
        r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
        r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
        r"(?:\W{1,4}(?:at |- )?\d{1,2}[:.h]?\d{0,2}\s?(?:[ap]\.?m\.?)?.{0,24})?\W*$",
    ),
    _rule(
        "time stamp",
        4,
        "Thursday 4 March",
        r"\W{0,3}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar"
        r"|apr|may|jun|jul"
        r"|aug|sep|oct|nov|dec)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st"
        r"|nd|rd|th)?)\W*$",
    ),
    _rule(
        "time stamp", 12, "Reporting period: 4-11 November", r"(?:reporting period|period covered|as of)\s*:.{3,80}$"
    ),
    _rule(
        "title of a map or table",
        45,
        "Map 2: Access by road",
        r"\W{0,2}(?:map|figure|fig\.|table|chart|graph|infographic|annex)\s?\d{1,2}\s*[:.–—-].{0,300}$",
    ),
    _rule(
        "path of the page",
        12,
        "Home > News > Statements",
        r"\W{0,2}[\w'&. ]{2,30}(?:\s+[>»›→]\s+[\w'&. ]{2,40}){1,5}\W*$",
    ),
    _rule(
        "path of the page",
        12,
        "Home | World | Africa",
        r"\W{0,2}(?:home(?:page)?|front page|news|latest|world|international)\b[\w'&. ]{0,20}"
        r"(?:\s*[|/•·]\s*[\w'&. ]{2,30}){1,5}\W*$",
    ),
    _rule(
        "head of a message",
        14,
        "From: Press Office",
        r"(?:from|to|cc|subject|re|ref(?:erence)?|attention|press release no\.?|no\.)\s*:\s.{2,90}$",
    ),
    _rule(
        "list of topics",
        40,
        "Tags: Syria, Idlib, Ankara",
        r"\W{0,3}(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|tagged(?: with| as| in)?|sections?"
        r"|subjects?|hashtags?|related topics|explore more|in this (?:section|topic))\s*[:|].{0,300}$|#\w+(?:[\s,"
        r"|•·]+#\w+)*\W*$|(?:tags|topics|filed under|categories)\W*$",
    ),
    _rule(
        "counter or control",
        9,
        "Image 1 of 12",
        r"\W{0,3}(?:slide ?show\b.{0,20}|continued (?:on|from) page\b.{0,30}|turn to page\b.{0,20}"
        r"|(?:menu|search|sign in|log in|subscribe|home|news|sport|video)(?:\s+(?:menu|search|sign in|log in"
        r"|subscribe|home"
        r"|news|sport|video|business|world|live|more))+|(?:image|photo|slide|picture|page|video|item"
        r"|show caption)\s?\d+\s?(?:/|of)\s?\d+\b.{0,20}"
        r"|\d+\s?(?:/|of)\s?\d+|\d{2,5}\s?[x×]\s?\d{2,5}|(?:view|open|see) (?:image|photo|picture|full size"
        r"|full ?screen|larger)\b.{0,30}|view image in fullscreen"
        r"|(?:hide|show|toggle|expand|close) (?:caption|captions|image|menu|navigation|search|all|this)\b.{0,20}"
        r"|enlarge(?: this)?(?: image)?|play(?: video|ing now)?|pause|mute|unmute|now playing.{0,30}"
        r"|video (?:duration|player).{0,30}|[\d: ]+(?:/ ?[\d: ]+)?"
        r"|image (?:caption|source|credit).{0,30}|(?:skip to|go to|jump to) (?:main|content|navigation|footer"
        r"|the)\b.{0,20}|back to (?:top|home).{0,10}|print(?: this)?(?: page)?|text size|font size|close|open|menu"
        r"|search|home|log ?in|sign ?in|sign ?up|register|my account|subscribe(?: now)?|"
        r"subscriptions?|next|previous|prev|show more|show less|load more|more|expand|collapse|skip|hide|embed"
        r"|copy|link copied!?|media caption.{0,40}|this video can ?not be played.{0,60}|\d+ (?:images?|photos?"
        r"|videos?|pictures?))\W*$",
    ),
    _rule(
        "contact details",
        30,
        "Media contact: press@example.org",
        r"\W{0,3}(?:(?:e-?mail|tel(?:ephone)?|phone|fax|mobile|contacts?|press (?:office|contacts?|enquiries"
        r"|inquiries)|media (?:contacts?|enquiries|inquiries|relations|office)|newsdesk|switchboard|cell|web ?site"
        r"|address|whatsapp)\b\s*(?:[:|]|\(|\+?\d|at\b).{0,160}"
        r"|(?:media|press) (?:contacts?|enquiries|inquiries|office|relations)\W*|for (?:more|further"
        r"|additional) (?:information|details|info|inquiries|queries|enquiries)\b.{0,20}(?:contact|visit|call|see"
        r"|please|go to|e-?mail|about).{0,160}|[\w.+-]+@[\w-]+\.[\w.-]+|\+?\(?\d[\d\s().-]{7,20}|(?:https?://"
        r"|www\.)\S+|@\w{2,30}|(?:got|have) a (?:tip|story|news tip|confidential).{0,120})\W*$",
    ),
    _rule(
        "publisher's standards",
        20,
        "Our Standards: The Agency Trust Principles",
        r"\W{0,3}our standards\b|.{0,20}\btrust principles\b",
    ),
    _rule(
        "publisher's notice",
        80,
        "This article was originally published by another site",
        r"\W{0,3}(?:a version of this (?:article|story|report)\b.{0,40}\b(?:appear|print)"
        r"|this is a digiti[sz]ed version\b"
        r"|this (?:article|story|post|report|piece|content|item|page) (?:was|is|has been|first|originally"
        r"|may|contains|includes)\b.{0,40}\b(?:originally|first|republished|published|generated|auto-generated"
        r"|syndicated|updated|licen[cs]ed|affiliate|corrected|amended|translated|provided by|part of|produced)"
        r"|disclaimer\b|the (?:views|opinions) (?:expressed|and opinions)|(?:we|the publisher) may (?:earn"
        r"|receive)\b.{0,60}\bcommission|if you (?:buy|purchase|click)\b.{0,80}\b(?:commission|link)"
        r"|as an amazon associate|terms (?:of (?:use|service)|and conditions)\b.{0,40}$|privacy (?:policy"
        r"|notice)\b.{0,60}$)",
    ),
)

TRAILERS = frozenset({"wire trailer", "notes to editors"})
"""Reasons that end a report: what follows such a block is furniture as well."""

TEASERS = frozenset({"related-story teaser"})
"""Reasons that open a list of other stories: headline-shaped blocks after such a block are furniture as well."""


def furniture_reason(text: str) -> str | None:
    """The reason why a block with these words is furniture, from the words alone; None where no rule says so.

    >>> furniture_reason("READ MORE: Ministers return to the table")
    'link to another story'
    >>> furniture_reason("The two ministers met in Ankara on Wednesday.") is None
    True
    """
    if len(text) > 4000:
        return None
    text = " ".join(text.split())
    count = len(words(text))
    for rule in RULES:
        if count <= rule.most_words and len(text) <= 60 + 12 * rule.most_words and rule.pattern.match(text):
            return rule.reason
    return None
