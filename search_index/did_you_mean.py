"""What somebody may have meant who typed no marks, or a letter wrong."""

from __future__ import annotations

from search_index.analysis import tokens, without_marks
from search_index.collection import Collection
from search_index.query import Query
from search_index.vocabulary import has_marks, spell_all

_MOST_RESTORED = 16


def did_you_mean(query: Query, collection: Collection, *, sound: bool) -> str | None:
    """The question with the marks that its words most likely have, or with a mistyped word mended."""
    if query.number or query.place or query.phrases or query.exclusions:
        return None
    typed = tokens(query.text)
    plain = without_marks(typed)
    if not typed or len(typed) > _MOST_RESTORED or (query.marked and sound):
        return None
    vocabulary = collection.vocabulary
    mended = [vocabulary.mend(word) or word for word in plain]
    if query.marked and mended == plain:
        return None
    restored = vocabulary.restore(mended, lambda names: collection.engine.frequencies(names, exact=True))
    if not restored:
        return None
    meant = spell_all(restored)
    differs = list(restored) != typed and (mended != plain or has_marks(restored))
    return meant if differs else None
