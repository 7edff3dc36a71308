"""What somebody may have meant who typed no marks, a letter wrong, or two words as one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from search_index.analysis import PAIR, tokens, without_marks
from search_index.collection import Collection
from search_index.query import Query
from search_index.vocabulary import Frequencies, has_marks, one_letter_away, spell_all

_MOST_RESTORED = 16
_SHORTEST_GLUED, _LONGEST_GLUED = 4, 14
_SELDOM = 2
"""What stands side by side less often is no likely meaning of what never does."""


def did_you_mean(
    query: Query, collection: Collection, together: Frequencies, *, sound: bool, few: bool, marks_held: bool = True
) -> str | None:
    """The question with the marks that its words most likely have, or with what was mistyped mended.

    ``sound`` says whether something held every word; of ``few`` results a mistyped word may be the reason too, and
    where the marks that were typed are not held, a mark.
    """
    if query.number or query.place or query.phrases or query.exclusions:
        return None
    typed = tokens(query.text)
    plain = without_marks(typed)
    if not typed or len(typed) > _MOST_RESTORED or (query.marked and sound and not few):
        return None
    mended = [word for one in plain for word in _mended(one, collection)]
    if mended == plain and few:
        mended = _beside(query, typed, collection)
    if query.marked and mended == plain and marks_held:
        return None
    restored = collection.vocabulary.restore(mended, together)
    if not restored:
        return None
    meant = spell_all(restored)
    differs = list(restored) != typed and (mended != plain or has_marks(restored))
    return meant if differs else None


def _mended(plain: str, collection: Collection) -> Sequence[str]:
    """A folded word as it is where the collection knows it; else one letter away, or as the two words that it is."""
    vocabulary = collection.vocabulary
    if vocabulary.variants(plain) or not plain.isalpha():
        return (plain,)
    known = [
        (plain[:place], plain[place:])
        for place in range(1, len(plain) if _SHORTEST_GLUED <= len(plain) <= _LONGEST_GLUED else 0)
        if vocabulary.variants(plain[:place]) and vocabulary.variants(plain[place:])
    ]
    counts = collection.engine.frequencies([PAIR.join(pair) for pair in known], exact=False)
    count, pair = max(zip(counts, known, strict=True), default=(0, (plain,)))
    return pair if count else (vocabulary.mend(plain) or plain,)


def _beside(query: Query, typed: Sequence[str], collection: Collection) -> list[str]:
    """The folded words, one letter changed where two that never stand side by side would then often do."""
    plain = without_marks(typed)
    counted = collection.engine.frequencies([PAIR.join(pair) for pair in pairwise(plain)], exact=False)
    for place, count in enumerate(counted):
        left, right = (typed if query.marked else plain)[place : place + 2]
        # The sign of a tone in an exact token is no letter.
        if count or not all(word.isalpha() for word in plain[place : place + 2]):
            continue
        pairs = [(other, right) for other in _near(left, collection, marked=query.marked)]
        pairs += [(left, other) for other in _near(right, collection, marked=query.marked)]
        often = collection.engine.frequencies([PAIR.join(pair) for pair in pairs], exact=query.marked)
        best, pair = max(zip(often, pairs, strict=True), default=(0, ("", "")))
        if best >= _SELDOM:
            return [*plain[:place], *without_marks(pair), *plain[place + 2 :]]
    return plain


def _near(word: str, collection: Collection, *, marked: bool) -> list[str]:
    """The words of the collection that differ in a letter from one; where marks were typed, in no mark."""
    known = collection.vocabulary.variants
    others = [other for other in one_letter_away(*without_marks([word])) if known(other)]
    if not marked:
        return others
    return [other for plain in others for other in known(plain) if _differ_in_a_letter(word, other)]


def _differ_in_a_letter(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    skipped = len(shorter) == len(longer)
    return any(
        shorter[:place] == longer[:place] and shorter[place + skipped :] == longer[place + 1 :]
        for place in range(len(longer))
    )
