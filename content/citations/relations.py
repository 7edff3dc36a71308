"""What a text says it does to other documents, for an officer to confirm: the act, the target, the sentence, the day.

Only what the document itself does is proposed: a sentence that opens with the act (``Bãi bỏ …``), one whose subject is
this document (``Nghị định này thay thế …``), or one that ends what it names (``… hết hiệu lực kể từ ngày …``). What
stands in the title of the document named (``… sửa đổi Nghị định số …``) is no act of this one. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from content.citations.citation import Citation
from content.citations.finding import find
from content.validity.codes import RelationType
from content.vietnamese import nfc_clean

LONGEST_EVIDENCE = 1_000

_SENTENCE = re.compile(r"[^\n]+?(?:[.;](?=\s+[A-ZĐ“])|(?=\n)|\Z)")
_LABEL = re.compile(r"\s*(?:(?:Điều\s)?\d{1,3}[a-zđ]?[.)]|[a-zđ]\)|[-–+•*]|\d{1,2}\.\d{1,2}\.?)\s*(?:\*{1,3}\s*)?")
_ACTS = (
    (
        RelationType.AMENDS,
        r"sửa đổi(?:,\s?bổ sung)?|sửa đổi và bổ sung|thay thế (?:các )?(?:cụm )?từ|bãi bỏ (?:các )?(?:cụm )?từ",
    ),
    (RelationType.SUPPLEMENTS, r"bổ sung"),
    (RelationType.REPLACES, r"thay thế"),
    (RelationType.REPEALS, r"bãi bỏ|hủy bỏ|huỷ bỏ"),
    (RelationType.SUSPENDS, r"đình chỉ|tạm đình chỉ|ngưng hiệu lực"),
    (RelationType.CORRECTS, r"đính chính"),
    (RelationType.IMPLEMENTS, r"quy định chi tiết"),
    (
        RelationType.GUIDES,
        r"hướng dẫn (?:thi hành|thực hiện|một số|việc|về|áp dụng)|hướng dẫn(?= (?:Luật|Nghị định|Điều|khoản))",
    ),
    (RelationType.BASED_ON, r"căn cứ"),
)
_ANY_ACT = "|".join(f"(?P<{code}>{words})" for code, words in _ACTS)
_OPENS = re.compile(rf"\W{{0,4}}(?:{_ANY_ACT})\b", re.IGNORECASE)
_ACTED = re.compile(rf"\b(?:{_ANY_ACT})\b")
_ENDS = re.compile(r"\b(?:hết hiệu lực|bị bãi bỏ|được bãi bỏ|bị hủy bỏ|bị thay thế|được thay thế)\b")
_SUFFERED = re.compile(r"\b(?:được|bị)\s(?:\w+\s)?$")
_FROM_NOW = re.compile(r"\s*(?:Kể từ|Từ) ngày\b")
_BY_ANOTHER = re.compile(r"\b(?:bởi|bằng|theo)\s(?!.{0,60}\bnày\b)")
_HEADS_LIST = re.compile(r"(?:sau|sau đây|dưới đây|gồm)\s?:\s?$")
_IN_TITLE = re.compile(r"\b(?:hướng dẫn|quy định chi tiết|sửa đổi|bổ sung|thi hành|thay thế|bãi bỏ|theo|trừ)\b")
_NEXT = re.compile(r"(?:[,;]|\bvà)\s*(?:các\s)?$|^\s*$")
_DAY = re.compile(
    r"\btừ\s(?:ngày\s)?(?P<day>\d{1,2})(?:\stháng\s|[/.-])(?P<month>\d{1,2})(?:\snăm\s|[/.-])(?P<year>\d{4})(?!\d)"
)
_FAR = 220
"""Characters between an act and the first document that it names; further off it is another thought."""


@dataclass(frozen=True, slots=True)
class ProposedRelation:
    """One act of the document on another, as its text says it."""

    type: RelationType
    target: Citation
    """What is acted on; its offsets are those of the text."""
    whole: bool
    """Whether the whole document is meant and not one of its provisions."""
    evidence: str
    day: date | None = None
    """The day from which, where the sentence names one."""


@dataclass(slots=True)
class _Context:
    """What sentences before the present one have said."""

    act: str = ""
    """Of a list that is being read: ``bãi bỏ các văn bản sau đây:``."""
    day: date | None = None
    amended: Citation | None = None
    """The document whose provisions an article goes through."""
    quotes: int = 0


def propose(text: str) -> tuple[ProposedRelation, ...]:
    """The acts that a text says of its own document, in order, each once."""
    citations = find(text)
    found: dict[tuple[str, str, str, str], ProposedRelation] = {}
    context = _Context()
    at = 0
    for match in _SENTENCE.finditer(text):
        while at < len(citations) and citations[at].start < match.start():
            at += 1
        last = at
        while last < len(citations) and citations[last].start < match.end():
            last += 1
        for one in _in_sentence(text, match.start(), match.end(), citations[at:last], context):
            found.setdefault((one.type, one.target.key, one.target.name, one.target.provision), one)
        at = last
    return tuple(found.values())


def _in_sentence(
    text: str, start: int, end: int, citations: Sequence[Citation], context: _Context
) -> Iterator[ProposedRelation]:
    sentence = text[start:end]
    quoted = context.quotes > 0 or sentence.lstrip().startswith("“")
    context.quotes = max(0, context.quotes + sentence.count("“") - sentence.count("”"))
    if quoted:
        return  # The new wording of another document says nothing of this one.
    label = _LABEL.match(sentence)
    act, after = _act(text, start + (label.end() if label else 0), end, citations)
    if act and _HEADS_LIST.search(sentence):
        context.act, context.day = act, _day(sentence)
    if not act and label and context.act and citations and not _ACTED.match(sentence, label.end()):
        act, after = context.act, start + label.end()
    elif not label:
        context.act = act if act and _HEADS_LIST.search(sentence) else ""
    if not act:
        return
    day = _day(sentence) or (context.day if context.act == act else None)
    evidence = " ".join(nfc_clean(sentence).split())[:LONGEST_EVIDENCE]
    if act == RelationType.BASED_ON and not _is_basis(text[after:end], citations, after, end):
        return
    for target in _targets(text, after, citations):
        known = _known(target, act, context)
        if known is not None:
            yield ProposedRelation(RelationType(act), known, not known.provision, evidence, day)


def _act(text: str, start: int, end: int, citations: Sequence[Citation]) -> tuple[str, int]:
    """The act of a sentence and where its objects begin; no act where another than this document does it."""
    if opening := _OPENS.match(text, start, end):
        return str(opening.lastgroup), opening.end()
    own = next((one for one in citations if one.own), None)
    first = citations[0] if citations else None
    ending = _ENDS.search(text, start, end)
    if (
        ending
        and (first is None or first.start < ending.start())
        and not _BY_ANOTHER.match(text, ending.end() + 1, end)
    ):
        if first is None or not first.own or first.provision:
            return RelationType.REPEALS, start
        return (RelationType.REPEALS, first.end) if _FROM_NOW.match(text, start, end) else ("", start)
    if own is None or own is not first or own.provision or own.start > start + 40:
        return "", start
    stop = citations[1].start if len(citations) > 1 else end
    acted = _ACTED.search(text, own.end, stop)
    if acted is None or acted.lastgroup == RelationType.BASED_ON or _SUFFERED.search(text, own.end, acted.start()):
        return "", start
    return str(acted.lastgroup), acted.end()


def _is_basis(said: str, citations: Sequence[Citation], after: int, end: int) -> bool:
    """Whether a sentence with ``Căn cứ`` is one of a preamble: a document and no more, no clause that goes on."""
    named = [one for one in citations if one.start >= after]
    if not named or said[: named[0].start - after].strip():
        return False
    return "," not in said[named[-1].end - after :].rstrip(" ,;.")


def _targets(text: str, after: int, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The documents that an act names: the first behind it, and those listed with that one."""
    end = after
    behind = [one for one in citations if one.start >= after]
    for place, one in enumerate(behind):
        gap = text[end : one.start]
        if place == 0 and (len(gap) > _FAR or ("“" in gap and "”" not in gap)):
            return
        if place and (not _NEXT.search(gap) or _IN_TITLE.search(gap)):
            return
        yield one
        end = one.end


def _known(target: Citation, act: str, context: _Context) -> Citation | None:
    """The target with its document; a provision alone is one of the document that is being amended."""
    if target.own:
        return None
    if target.key or target.name:
        if act == RelationType.AMENDS:
            context.amended = target
        return target
    if context.amended is None or act == RelationType.BASED_ON:
        return None
    return replace(target, key=context.amended.key, name=context.amended.name, year=context.amended.year)


def _day(sentence: str) -> date | None:
    match = _DAY.search(sentence)
    if not match:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
