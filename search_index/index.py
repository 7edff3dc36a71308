"""The search index of a public store: answers, follows the store, and mends itself."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from content.public.store import PublicStore
from content.public.tables import change, record, state
from search_index import documents, finding, plain_lookup, suggestions
from search_index.collection import Collection
from search_index.copies import LAYOUT, About, Copies
from search_index.engines import ENGINES
from search_index.laws import Laws
from search_index.port import Damaged, Engine, Match, Results, Writing
from search_index.query import Query
from search_index.suggestions import Suggestion
from search_index.vocabulary import Tally, Vocabulary

_log = logging.getLogger(__name__)

FEW_CHANGES = 20
"""So many changed records are indexed on the way to an answer; more are left to a thread of their own."""

REST = 30.0
"""Seconds after an attempt to mend that failed, before the next one."""

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many."""


@dataclass(frozen=True)
class CaughtUp:
    """What catching up did."""

    rebuilt: bool
    changed: int
    records: int
    provisions: int
    generation: int


@dataclass(frozen=True)
class _Opened:
    copy: Path
    about: About
    collection: Collection


class SearchIndex:
    """One index in a folder; safe to share between threads, and to open in many processes."""

    def __init__(self, folder: Path | str, store: PublicStore, engine: str = "tantivy") -> None:
        if engine not in ENGINES:
            raise ValueError(f"SEARCH_ENGINE is one of {', '.join(ENGINES)}, not {engine}")
        self.store = store
        self.engine_name = engine
        self._copies = Copies(Path(folder))
        self._opened: _Opened | None = None
        self._opening = threading.RLock()
        self._mending: threading.Thread | None = None
        self._rest_until = float("-inf")

    # -- answering -----------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """One page of what answers a query; from the store itself, by number and title, while there is no index."""
        opened = self._follow()
        with self.store.connect() as connection:
            if opened is not None:
                try:
                    return finding.find(query, opened.collection, connection)
                except Damaged as damage:
                    self._distrust(opened, damage)
            return plain_lookup.find(query, connection)

    def suggest(self, text: str, limit: int = 8, but_language: str = "") -> tuple[Suggestion, ...]:
        """What somebody may be typing: documents by number and title, and phrases of the collection."""
        opened = self._follow()
        if opened is None:
            return ()
        with self.store.connect() as connection:
            try:
                return suggestions.suggest(text, limit, opened.collection, connection, but_language)
            except Damaged as damage:
                self._distrust(opened, damage)
                return ()

    def answers(self, query: Query, limit: int = 10) -> list[tuple[str, int]]:
        """The provisions that answer best, as record id and position."""
        opened = self._follow()
        return finding.answers(query, opened.collection, limit) if opened else []

    def counts(self) -> tuple[int, int]:
        """How many records and provisions are in the index; for ``portal check``."""
        opened = self._follow()
        return opened.collection.engine.counts() if opened else (0, 0)

    def kinds(self) -> Mapping[str, int]:
        """How many records of each kind are in the index; for ``portal check``."""
        opened = self._follow()
        return opened.collection.engine.facets(Match(), ("kind",))["kind"] if opened else {}

    def generation(self) -> int:
        """The generation of the store that the index holds; -1 when there is no index."""
        opened = self._opened
        return opened.about.generation if opened else -1

    def close(self) -> None:
        """Wait for a thread that mends, and let go of files."""
        mending = self._mending
        if mending is not None:
            mending.join()
        with self._opening:
            if self._opened is not None:
                self._opened.collection.engine.close()
                self._opened = None

    # -- following -----------------------------------------------------------------------------------------------------

    def _follow(self) -> _Opened | None:
        """The index as it should be now, or nothing while it cannot answer for this store."""
        opened = self._opened
        if opened is not None and self._is_current(opened.about):
            return opened
        with self._opening:
            if self._opened is not None and self._is_current(self._opened.about):
                return self._opened
            try:
                self._look()
                if self._opened is not None and not self._is_current(self._opened.about):
                    self._follow_few()
            except Damaged as damage:
                _log.warning("search index: %s", damage)
                self._opened = None
            opened = self._opened
            if opened is None or not self._is_current(opened.about):
                self._mend_aside()
            # A copy that is behind still answers; one of another store would not.
            return opened if opened is not None and opened.about.store == self.store.store_id() else None

    def _is_current(self, about: About) -> bool:
        return about.generation == self.store.generation() and about.store == self.store.store_id()

    def _look(self) -> None:
        """See what is on disk; open it when it is another copy, look again when it has grown."""
        copy = self._copies.current()
        if copy is None:
            self._opened = None
            return
        about = self._usable(copy)
        opened = self._opened
        if opened is None or opened.copy != copy:
            self._opened = self._open(copy, about)
        elif opened.about != about:
            opened.collection.engine.reload()
            self._opened = self._known(copy, about, opened.collection.engine)

    def _usable(self, copy: Path) -> About:
        about = self._copies.about(copy)
        if about.layout != LAYOUT or about.engine != self.engine_name:
            raise Damaged(f"{copy.name}: layout {about.layout} of {about.engine}")
        return about

    def _open(self, copy: Path, about: About) -> _Opened:
        # While another process writes, this may be refused wrongly; whoever mends looks again with the turn to write.
        self._copies.check(copy, about)
        engine = ENGINES[self.engine_name]()
        engine.open(copy)
        if engine.counts() != (about.records, about.provisions):
            raise Damaged(f"{copy.name}: {engine.counts()} instead of {(about.records, about.provisions)}")
        return self._known(copy, about, engine)

    def _known(self, copy: Path, about: About, engine: Engine) -> _Opened:
        """An open index with what is known of its words, laws and issuers."""
        with self.store.connect() as connection:
            laws, issuers = Laws.read(connection), _issuers(connection)
        provisions = max(about.provisions, 1)
        average = max(about.tokens / provisions, 1.0)
        vocabulary = Vocabulary(about.words.items())
        return _Opened(copy, about, Collection(engine, vocabulary, laws, provisions, average, issuers))

    def _follow_few(self) -> None:
        """Index a few changes at once, unless somebody else is at it."""
        opened = self._opened
        if opened is None:
            return
        with self.store.connect() as connection:
            waiting = len(_waiting(connection, opened))
        if waiting > FEW_CHANGES:
            return
        with self._copies.writing(wait=False) as mine:
            if mine:
                self._look()
                self._index_changes()

    def _distrust(self, opened: _Opened, damage: Damaged) -> None:
        _log.warning("search index: %s", damage)
        with self._opening:
            if self._opened is opened:
                self._opened = None
        # Without its description no process will open it again.
        self._copies.condemn(opened.copy)
        self._mend_aside()

    def _mend_aside(self) -> None:
        if time.monotonic() < self._rest_until or (self._mending is not None and self._mending.is_alive()):
            return
        self._mending = threading.Thread(target=self._mend, name="search-index", daemon=True)
        self._mending.start()

    def _mend(self) -> None:
        try:
            self.catch_up()
        except Exception:
            # A question after the rest starts another attempt.
            self._rest_until = time.monotonic() + REST
            _log.exception("search index: catching up failed")

    # -- writing -------------------------------------------------------------------------------------------------------

    def catch_up(self, progress: Progress | None = None, *, rebuild: bool = False) -> CaughtUp:
        """Bring the index to the present state of the store: by its changes if it can be trusted, else anew."""
        with self._copies.writing():
            self.store.refresh()
            if not rebuild:
                try:
                    with self._opening:
                        self._look()
                        opened = self._opened
                        if opened is not None:
                            self._copies.check(opened.copy, opened.about)
                    # Not inside: whoever asks meanwhile is answered from the index as it was.
                    if opened is not None and self._is_akin(opened):
                        return self._index_changes(progress)
                except Damaged as damage:
                    _log.warning("search index: %s", damage)
            return self._rebuild(progress)

    def _is_akin(self, opened: _Opened) -> bool:
        """Whether most of the index is good for the store, as it is for another build of the same one."""
        if opened.about.store == self.store.store_id():
            return True
        with self.store.connect() as connection:
            return 2 * len(_waiting(connection, opened)) <= opened.about.records

    def _index_changes(self, progress: Progress | None = None) -> CaughtUp:
        """Index what has changed; to be called with the turn to write."""
        opened = self._opened
        if opened is None:
            raise Damaged("no index")
        about, engine = opened.about, opened.collection.engine
        with self.store.connect() as connection:
            store, generation = _store_id(connection), _generation(connection)
            changed = _waiting(connection, opened)
            if not changed and (generation, store) == (about.generation, about.store):
                return CaughtUp(False, 0, about.records, about.provisions, generation)
            tally = Tally(about.tokens, Counter(about.words))
            if changed:
                for held in engine.held(changed):
                    tally.less(_said(held))
                with _whole(engine.write()) as batch:
                    batch.remove(changed)
                    _fill(batch, connection, changed, tally, progress)
        about = self._describe(opened.copy, engine, store, generation, tally)
        with self._opening:
            self._opened = self._known(opened.copy, about, engine)
        return CaughtUp(False, len(changed), about.records, about.provisions, generation)

    def _rebuild(self, progress: Progress | None) -> CaughtUp:
        """Make the index anew beside the old one, then put it in its place; to be called with the turn to write."""
        copy = self._copies.beside()
        engine = ENGINES[self.engine_name]()
        engine.create(copy)
        with self.store.connect() as connection:
            store, generation = _store_id(connection), _generation(connection)
            ids = documents.all_ids(connection)
            tally = Tally()
            with _whole(engine.write(bulk=True)) as batch:
                _fill(batch, connection, ids, tally, progress)
        about = self._describe(copy, engine, store, generation, tally)
        opened = self._known(copy, about, engine)
        with self._opening:
            self._copies.adopt(copy)
            self._opened = opened
        return CaughtUp(True, len(ids), about.records, about.provisions, generation)

    def _describe(self, copy: Path, engine: Engine, store: str, generation: int, tally: Tally) -> About:
        """Write what a copy holds now."""
        records, provisions = engine.counts()
        words = dict(+tally.words)
        about = About(LAYOUT, self.engine_name, store, generation, records, provisions, tally.tokens, words)
        return self._copies.describe(copy, about)


@contextmanager
def _whole(batch: Writing) -> Iterator[Writing]:
    """A batch that is finished at the end, or of which nothing is left."""
    try:
        yield batch
    except BaseException:
        batch.abandon()
        raise
    batch.finish()


def _fill(batch: Writing, connection: Connection, ids: Sequence[str], tally: Tally, progress: Progress | None) -> None:
    """Put records with their provisions into a batch, and count what these hold."""
    for done, (one, provisions) in enumerate(documents.read(connection, ids), start=1):
        batch.put(one, provisions)
        for part in provisions:
            tally.more([*part.heading, *part.text])
        if progress:
            progress(done, len(ids))


def _said(held: str) -> list[str]:
    """The tokens of heading and text in ``Candidate.tokens``; no token is a bar."""
    return [token for token in held.rpartition(" | ")[0].split(" ") if token not in ("", "|")]


def _generation(connection: Connection) -> int:
    """The generation as this connection sees it, so that it fits the rows it reads."""
    return int(connection.execute(select(state.c.value).where(state.c.name == "generation")).scalar() or 0)


def _store_id(connection: Connection) -> str:
    return str(connection.execute(select(state.c.value).where(state.c.name == "store")).scalar() or "")


def _waiting(connection: Connection, opened: _Opened) -> list[str]:
    """The records that the index holds otherwise than the store does."""
    about = opened.about
    if about.store == _store_id(connection):
        changed = select(change.c.record_id).where(change.c.generation > about.generation)
        return list(connection.execute(changed.order_by(change.c.record_id)).scalars())
    # Another build numbers its generations anew, but the same content has the same hash in every build.
    held, now = opened.collection.engine.contents(), documents.contents(connection)
    return sorted({one for one, content in now.items() if not content or held.get(one) != content} | held.keys() - now)


def _issuers(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        select(record.c.issuer_key, func.min(record.c.issuer))
        .where(record.c.issuer_key.is_not(None))
        .group_by(record.c.issuer_key)
    )
    return {str(row[0]): str(row[1] or row[0]) for row in rows}
