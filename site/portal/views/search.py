"""The search: what was understood, what was found, and how to narrow it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, current_app, render_template, request
from sqlalchemy import Connection
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from content.days import typed_day
from content.document_numbers import DOCUMENT_KINDS, TYPE_SYMBOLS, find_typed
from content.document_numbers import parse as document_number
from content.public import reader
from content.public.records import UNDATED
from content.vietnamese import fold, has_marks
from portal.web import feed, lists, signposts
from portal.web.catalogue import gettext as _
from portal.web.filters import query as query_string
from portal.web.headers import PRIVATE
from portal.web.language import address, other_language, own_language
from portal.web.limits import per_searcher
from portal.web.pagination import Pages, no_such_page, page_number
from portal.web.store import public
from portal.web.words import KINDS, TYPES, VALIDITY, type_words
from search_index.analysis import WORD
from search_index.port import Results
from search_index.query import Filters, Order, Query, parse
from search_index.suggestions import Suggestion

bp = Blueprint("search", __name__)

FACETS = tuple(lists.PARAMETERS)
LONGEST = 300
SUGGESTIONS = 8
PAGE = 10
"""Results on a page: each comes with its best article and a snippet, so ten fill a screen or two."""
MOST_VALUES = 12
"""Values of a filter beside results, commonest first: one more word narrows better than a hundred agencies."""


@dataclass(frozen=True)
class Asked:
    """What an address asks the search: the words, the filters, the days, the order, the page."""

    text: str
    chosen: Mapping[str, str]
    first: date | None
    last: date | None
    order: Order
    page: int
    typed_days: Mapping[str, str]
    """The days as they stand in the form."""
    wrong: Mapping[str, str]
    """What is wrong with what was typed, by field."""

    @property
    def others(self) -> dict[str, str]:
        """What stays when a filter changes: words, days, order."""
        return {
            "q": self.text,
            "tu": self.first.isoformat() if self.first else "",
            "den": self.last.isoformat() if self.last else "",
            "sap-xep": ORDERS[self.order],
        }

    @property
    def values(self) -> dict[str, str]:
        """The whole question as an address has it, without the page."""
        return {**self.others, **lists.parameters(self.chosen)}

    @property
    def query(self) -> Query:
        """The question in the index's terms."""
        # What has no day is not before any.
        first = self.first or (UNDATED + timedelta(days=1) if self.last else None)
        filters = Filters(
            **{name: (value,) for name, value in self.chosen.items()},
            date_from=first,
            date_to=self.last,
            but_language=other_language(),
        )
        return parse(
            self.text, filters=filters, order=self.order, page=self.page, per_page=PAGE, most_characters=LONGEST
        )


ORDERS: Mapping[Order, str] = {Order.RELEVANCE: "", Order.NEWEST: "moi-nhat", Order.OLDEST: "cu-nhat"}


@dataclass(frozen=True)
class OrderLink:
    """One order of the results as a link."""

    label: str
    href: str
    chosen: bool


@bp.after_request
def keep_only_what_is_up_to_date(response: Response) -> Response:
    """While the index is behind the store, an answer is for now only: kept, it would be wrong when the index is not."""
    behind = current_app.extensions["search"].generation() != current_app.extensions["services"].public.generation()
    if behind:
        response.headers["Cache-Control"] = PRIVATE
    return response


@bp.get("/tim-kiem")
@per_searcher
def index() -> tuple[str, int]:
    """The page of results; with nothing asked for, how to search; what is wrong is said, and nothing typed is lost."""
    asked = read()
    query = asked.query
    wordless = bool(asked.text) and query.is_empty
    results = find(query) if "q" not in asked.wrong and asks_anything(query) else None
    pages = Pages(asked.page, results.total if results else 0, PAGE, asked.values)
    if results and asked.page > pages.last:
        return no_such_page(pages)
    values = facet_values(results) if results else {}
    kind = one_kind(values, asked.chosen)
    page = render_template(
        "search/results.html",
        title=heading(asked),
        crumbs=[(_("Tìm kiếm"), None)],
        own_search=True,
        query_text=asked.text,
        results=results,
        pages=pages,
        facets=lists.facets(kind, values, asked.chosen, asked.others),
        chosen=[*lists.chosen_words(kind, values, asked.chosen, asked.others), *chosen_days(asked)],
        orders=order_links(asked, query),
        values=asked.values,
        kept={name: value for name, value in asked.values.items() if value and name not in ("q", "sap-xep")},
        understood=understood(results, asked.text) if results else [],
        absent=absent(results) if results else "",
        lacking=lacking(results) if results else "",
        examples=examples(public()) if results is None or not results.hits else None,
        signposts=signposts.asked_for(asked.text) if asked.page == 1 else [],
        shortfall=shortfall(results) if results else "",
        did_you_mean=results.did_you_mean if results else None,
        more_without_marks=results.understood.more_without_marks if results else 0,
        without_marks={**asked.values, "q": fold(asked.text)},
        wordless=wordless,
        typed_days=asked.typed_days,
        wrong=asked.wrong,
        undated=UNDATED,
    )
    return page, 400 if asked.wrong else 200


@bp.get("/tim-kiem/ket-qua.atom")
@per_searcher
def atom() -> Response:
    """The newest results as a feed."""
    asked = read()
    query = asked.query
    if asked.wrong:
        raise BadRequest(next(iter(asked.wrong.values())))
    if not asks_anything(query):
        raise BadRequest(_("Hãy cho biết từ khóa cần theo dõi."))
    results = find(query)
    records = reader.by_ids(public(), [hit.record_id for hit in results.hits])
    found = sorted(records.values(), key=lambda record: (record.updated_at, record.id), reverse=True)
    return feed.answer(
        title=heading(asked),
        page="/tim-kiem" + query_string(asked.values),
        records=found,
    )


@bp.get("/tim-kiem/goi-y")
@per_searcher
def suggest() -> Response:
    """What could be meant by what has been typed so far."""
    text = request.args.get("q", "")[:LONGEST]
    found = current_app.extensions["search"].suggest(text, SUGGESTIONS, other_language()) if text.strip() else ()
    lines = [
        {"text": one.text, "path": address(own_language(one.path)) if one.path else "", "what": what(one)}
        for one in found
    ]
    # Not jsonify: its form depends on what the desk's libraries set, and a public answer must not.
    return Response(json.dumps(lines, ensure_ascii=False), mimetype="application/json")


def what(suggestion: Suggestion) -> str:
    """What a suggestion leads to: a document by its type and number, a record of another kind, or a search."""
    if not suggestion.kind:
        return _("Tìm cụm từ")
    if suggestion.kind not in DOCUMENT_KINDS:
        return str(KINDS[suggestion.kind].one)
    words = type_words(suggestion.type)
    named = " ".join(filter(None, (str(words or suggestion.type), suggestion.number)))
    return ", ".join(filter(None, (named, suggestion.place)))


def read() -> Asked:
    """What the address asks; what was typed wrongly is said beside it, what no form sends raises a 400."""
    text = " ".join(request.args.get("q", "").split())
    chosen = lists.read_names(request.args, FACETS[1:])
    folder = request.args.get(lists.PARAMETERS["kind"], "").strip("/")
    if folder:
        kinds = {words.folder: kind for kind, words in KINDS.items()}
        if folder not in kinds:
            raise BadRequest(_("Không có mục “%(name)s”.", name=folder[:50]))
        chosen = {"kind": kinds[folder], **chosen}
    orders = {word: order for order, word in ORDERS.items()}
    order = orders.get(request.args.get("sap-xep", ""))
    if order is None:
        raise BadRequest(_("Không có cách sắp xếp này."))
    typed = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("tu", "den")}
    days = {name: typed_day(written) for name, written in typed.items()}
    wrong = {
        name: _("“%(day)s” không phải là ngày có thật. Hãy ghi ngày/tháng/năm, ví dụ 22/11/2026.", day=written[:20])
        for name, written in typed.items()
        if written and days[name] is None
    }
    shown = {name: f"{found:%d/%m/%Y}" if found else typed[name] for name, found in days.items()}
    first, last = days["tu"], days["den"]
    if first and last and first > last:
        wrong["den"] = _(
            "Ngày kết thúc %(last)s đứng trước ngày bắt đầu %(first)s. Hãy sửa lại một trong hai ngày.",
            first=shown["tu"],
            last=shown["den"],
        )
        first = last = None
    if len(text) > LONGEST:
        wrong["q"] = _(
            "Nội dung tìm dài %(length)s ký tự; Cổng chỉ tìm được đến %(longest)s ký tự. Hãy rút ngắn rồi tìm lại.",
            length=len(text),
            longest=LONGEST,
        )
    return Asked(text, chosen, first, last, order, page_number(request.args.get("trang")), shown, wrong)


@dataclass(frozen=True)
class Examples:
    """Things to type that the portal answers, because they are those of a document that it has."""

    word: str
    unmarked: str
    phrase: str
    number: str
    loose: str
    """The number as somebody in a hurry types it."""
    short: str
    """Its sequence and year alone."""
    place: str
    """One of its articles, with the number; empty where it has none."""


def examples(store: Connection) -> Examples | None:
    """What to type, after the newest legal document in force; nothing while there is none."""
    for record in reader.newest(store, "legal", 1, statuses=("in_force",)):
        number = document_number(record.number or "")
        if not number.sequence or not number.year or not record.issuer:
            break
        articles = [part for part in reader.parts(store, record.id) if part.kind == "article" and part.number]
        word = (record.field or record.type or record.issuer).lower()
        return Examples(
            word=word,
            unmarked=fold(word),
            phrase=f"“{record.issuer}”",
            number=str(record.number),
            loose=" ".join(WORD.findall(fold(str(record.number)))),
            short=f"{number.sequence}/{number.year}",
            place=_example_place(articles, str(record.number)),
        )
    return None


def _example_place(articles: Sequence[reader.Part], number: str) -> str:
    """A clause of the first article that has two; else the first article."""
    for part in articles:
        if f'id="{part.anchor}-khoan-2"' in part.html:
            return f"khoản 2 điều {part.number} {number}"
    return f"điều {articles[0].number} {number}" if articles else ""


def find(query: Query) -> Results:
    """The results from the index."""
    results: Results = current_app.extensions["search"].search(query)
    return results


def asks_anything(query: Query) -> bool:
    """Whether there are words to look for, or filters to list by."""
    return bool(query.filters) or not query.is_empty


def heading(asked: Asked) -> str:
    """What the page or the feed is called."""
    named = asked.text and "q" not in asked.wrong
    return _("Kết quả tìm “%(text)s”", text=asked.text) if named else _("Tìm kiếm")


def chosen_days(asked: Asked) -> list[lists.Chosen]:
    """The range of days as one word that can be removed, where there is one."""
    first, last = (asked.typed_days[name] for name in ("tu", "den"))
    if asked.first and asked.last:
        label = _("từ ngày %(first)s đến ngày %(last)s", first=first, last=last)
    elif asked.first:
        label = _("từ ngày %(first)s", first=first)
    elif asked.last:
        label = _("đến ngày %(last)s", last=last)
    else:
        return []
    return [lists.Chosen(_("Khoảng ngày"), label, query_string({**asked.values, "tu": "", "den": ""}) or "?")]


def facet_values(results: Results) -> dict[str, tuple[reader.Value, ...]]:
    """The counts of the results in the shape of the lists'."""
    found = {
        facet.name: tuple(
            reader.Value(value.value, value.label, value.count)
            for place, value in enumerate(facet.values)
            if value.chosen or (value.count and place < MOST_VALUES)
        )
        for facet in results.facets
    }
    # Feedback has a status too, but of another meaning: a filter says one thing.
    found["status"] = tuple(value for value in found.get("status", ()) if value.value in VALIDITY)
    return {name: found[name] for name in FACETS if name in found}


def one_kind(values: Mapping[str, Sequence[reader.Value]], chosen: Mapping[str, str]) -> str:
    """The kind whose words the filters bear: the one chosen, or the only one found; else the search's own words."""
    kinds = {value.value for value in values.get("kind", ()) if value.count}
    return chosen.get("kind") or (kinds.pop() if len(kinds) == 1 else "search")


def order_links(asked: Asked, query: Query) -> list[OrderLink]:
    """The orders that there are; without words nothing is more fitting than another, so the newest come first."""
    labels = {
        Order.RELEVANCE: _("phù hợp nhất"),
        Order.NEWEST: _("mới nhất"),
        Order.OLDEST: _("cũ nhất"),
    }
    present = asked.order
    if query.is_empty:
        del labels[Order.RELEVANCE]
        present = Order.OLDEST if present is Order.OLDEST else Order.NEWEST
    return [
        OrderLink(label, query_string({**asked.values, "sap-xep": ORDERS[order]}), order is present)
        for order, label in labels.items()
    ]


def understood(results: Results, text: str) -> list[str]:
    """What was made of the words typed, each in a few words."""
    found = results.understood
    words = []
    if found.number and found.number_found:
        place = ", ".join(part for part in (_printed(found.number, results), found.place) if part)
        words.append(_("Số %(number)s", number=place))
    elif found.law or found.place:
        words.append(", ".join(part for part in (found.law, found.place) if part))
    if found.without_marks and not has_marks(text) and _found_with_marks(results):
        words.append(_("tìm cả khi chữ có dấu"))
    if found.ignored:
        words.append(_("bỏ qua %(words)s", words=", ".join(f"“{word}”" for word in found.ignored)))
    return words


def shortfall(results: Results) -> str:
    """In what the results fall short of what was typed; nothing where they do not."""
    found = results.understood
    if found.relaxed:
        return _("Không có nội dung nào chứa đủ các từ; dưới đây là kết quả gần nhất.")
    if found.other_marks:
        return _("Không có nội dung nào đúng dấu như đã nhập; dưới đây là kết quả gần đúng dấu.")
    if found.apart:
        return _(
            "Không có nội dung nào chứa đúng cụm từ “%(words)s”; dưới đây là nội dung có các tiếng ấy ở những chỗ khác "
            "nhau.",
            words=found.apart,
        )
    return ""


def absent(results: Results) -> str:
    """That the portal does not have what was asked for by its number; nothing where it has."""
    found = results.understood
    if not found.number or found.number_found:
        return ""
    asked = find_typed(found.number)
    symbol = asked.number.symbol if asked else ""
    begins = [folded for folded, letters in TYPE_SYMBOLS.items() if letters and symbol.startswith(letters)]
    folded = max(begins, key=lambda one: len(TYPE_SYMBOLS[one]), default="")
    type_ = next((name for name in TYPES if fold(name) == folded), "")
    figures = re.search(r"\d.*", found.number)
    number = figures[0] if figures else found.number
    if asked and not re.search(r"[^\W\d_]", number):
        number = "/".join(filter(None, (asked.number.sequence, asked.number.year)))
    if type_:
        return _("Cổng không có %(type)s số %(number)s.", type=type_, number=number)
    return _("Cổng không có văn bản số %(number)s.", number=number)


def lacking(results: Results) -> str:
    """That the document named does not have the place asked for, and what it has; nothing where it has it."""
    found = results.understood.lacking
    if found is None:
        return ""
    document = found.title
    if found.document_number:
        document = _("%(type)s số %(number)s", type=found.type or _("Văn bản"), number=found.document_number)
    named = {"document": document, "number": found.number, "count": found.count}
    if found.level == "article":
        if not found.count:
            return _("%(document)s trên Cổng không có nội dung chia theo điều.", **named)
        return _("%(document)s không có Điều %(number)s; văn bản này có %(count)s điều.", **named)
    place = results.understood.place
    article = place[place.index("Điều") :]
    if found.level == "clause":
        if not found.count:
            return _("%(article)s %(document)s không chia thành khoản.", article=article, **named)
        return _(
            "%(article)s %(document)s không có khoản %(number)s; điều này có %(count)s khoản.", article=article, **named
        )
    return _("%(place)s của %(document)s không có điểm %(number)s.", place=_above(place), **named)


def _above(place: str) -> str:
    """What a point stands in: ``Khoản 2 Điều 9``."""
    above = place.split(" ", 2)[2]
    return f"{above[0].upper()}{above[1:]}"


def _printed(number: str, results: Results) -> str:
    """The number as the document found prints it, where it has all figures of the one typed."""
    figures = set(re.findall(r"\d+", number))
    printed = (hit.number for hit in results.hits if hit.number and figures <= set(re.findall(r"\d+", hit.number)))
    return next(printed, number) if results.understood.number_found else number


def _found_with_marks(results: Results) -> bool:
    """Whether any word that was found is written with marks."""
    segments = (segment for hit in results.hits for segment in (*hit.title, *hit.snippet))
    return any(is_found and has_marks(words) for words, is_found in segments)
