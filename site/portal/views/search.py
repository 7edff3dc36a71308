"""The search: what was understood, what was found, and how to narrow it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, current_app, render_template, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from content.days import typed_day
from content.public import reader
from content.public.records import UNDATED
from content.vietnamese import has_marks
from portal.web import feed, lists
from portal.web.catalogue import gettext as _
from portal.web.filters import query as query_string
from portal.web.headers import PRIVATE
from portal.web.language import address
from portal.web.limits import per_searcher
from portal.web.pagination import Pages, page_number
from portal.web.store import public
from portal.web.words import KINDS, VALIDITY
from search_index.port import Results
from search_index.query import Filters, Order, parse

bp = Blueprint("search", __name__)

FACETS = ("kind", "status", "type", "issuer", "year", "field")
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
    wrong_days: Mapping[str, str]
    """What is wrong with them, by field."""

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
    """The page of results; without words, how to search; with a day that is none, the form as it was typed."""
    asked = read()
    results = find(asked) if asked.text and not asked.wrong_days else None
    pages = Pages(asked.page, results.total if results else 0, PAGE, asked.values)
    title = _("Kết quả tìm “%(text)s”", text=asked.text) if asked.text else _("Tìm kiếm")
    values = facet_values(results) if results else {}
    kind = one_kind(values, asked.chosen)
    page = render_template(
        "search/results.html",
        title=title,
        crumbs=[(_("Tìm kiếm"), None)],
        own_search=True,
        query_text=asked.text,
        results=results,
        pages=pages,
        facets=lists.facets(kind, values, asked.chosen, asked.others),
        chosen=lists.chosen_words(kind, values, asked.chosen, asked.others),
        orders=order_links(asked),
        values=asked.values,
        kept={name: value for name, value in lists.parameters(asked.chosen).items() if value},
        understood=understood(results, asked.text) if results else [],
        did_you_mean=results.did_you_mean if results else None,
        typed_days=asked.typed_days,
        wrong_days=asked.wrong_days,
        undated=UNDATED,
    )
    return page, 400 if asked.wrong_days else 200


@bp.get("/tim-kiem/ket-qua.atom")
@per_searcher
def atom() -> Response:
    """The newest results as a feed."""
    asked = read()
    if not asked.text:
        raise BadRequest(_("Hãy cho biết từ khóa cần theo dõi."))
    if asked.wrong_days:
        raise BadRequest(next(iter(asked.wrong_days.values())))
    results = find(asked)
    records = reader.by_ids(public(), [hit.record_id for hit in results.hits])
    found = sorted(records.values(), key=lambda record: (record.updated_at, record.id), reverse=True)
    return feed.answer(
        title=_("Kết quả tìm “%(text)s”", text=asked.text),
        page="/tim-kiem" + query_string(asked.values),
        records=found,
    )


@bp.get("/tim-kiem/goi-y")
@per_searcher
def suggest() -> Response:
    """What could be meant by what has been typed so far."""
    text = request.args.get("q", "")[:LONGEST]
    found = current_app.extensions["search"].suggest(text, limit=SUGGESTIONS) if text.strip() else ()
    lines = [{"text": one.text, "path": address(one.path) if one.path else ""} for one in found]
    # Not jsonify: its form depends on what the desk's libraries set, and a public answer must not.
    return Response(json.dumps(lines, ensure_ascii=False), mimetype="application/json")


def read() -> Asked:
    """What the address asks; raises a 400 that says what is wrong."""
    text = " ".join(request.args.get("q", "").split())
    if len(text) > LONGEST:
        raise BadRequest(_("Từ khóa dài quá %(longest)s ký tự.", longest=LONGEST))
    chosen = lists.read_names(request.args, FACETS[1:])
    folder = request.args.get("muc", "").strip("/")
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
        name: _("“%(day)s” chưa phải là một ngày. Hãy ghi ngày/tháng/năm, ví dụ 22/11/2026.", day=written[:20])
        for name, written in typed.items()
        if written and days[name] is None
    }
    shown = {name: f"{found:%d/%m/%Y}" if found else typed[name] for name, found in days.items()}
    page = page_number(request.args.get("trang"))
    return Asked(text, chosen, days["tu"], days["den"], order, page, shown, wrong)


def find(asked: Asked) -> Results:
    """The results from the index."""
    # What has no day is not before any.
    first = asked.first or (UNDATED + timedelta(days=1) if asked.last else None)
    filters = Filters(**{name: (value,) for name, value in asked.chosen.items()}, date_from=first, date_to=asked.last)
    query = parse(asked.text, filters=filters, order=asked.order, page=asked.page, per_page=PAGE)
    results: Results = current_app.extensions["search"].search(query)
    return results


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


def order_links(asked: Asked) -> list[OrderLink]:
    """The three orders."""
    labels = {
        Order.RELEVANCE: _("phù hợp nhất"),
        Order.NEWEST: _("mới nhất"),
        Order.OLDEST: _("cũ nhất"),
    }
    return [
        OrderLink(label, query_string({**asked.values, "sap-xep": ORDERS[order]}), order is asked.order)
        for order, label in labels.items()
    ]


def understood(results: Results, text: str) -> list[str]:
    """What was made of the words typed, each in a few words."""
    found = results.understood
    words = []
    if found.number:
        place = ", ".join(part for part in (_printed(found.number, results), found.place) if part)
        known = _("Số %(number)s", number=place)
        words.append(known if found.number_found else _("Số %(number)s, không có trên cổng", number=place))
    elif found.law or found.place:
        words.append(", ".join(part for part in (found.law, found.place) if part))
    if found.without_marks and not has_marks(text) and _found_with_marks(results):
        words.append(_("tìm cả các từ có dấu tương ứng"))
    if found.ignored:
        words.append(_("bỏ qua %(words)s", words=", ".join(f"“{word}”" for word in found.ignored)))
    if found.relaxed:
        words.append(_("không có kết quả chứa đủ các từ; dưới đây là kết quả gần nhất"))
    return words


def _printed(number: str, results: Results) -> str:
    """The number as the document found prints it, where it has all figures of the one typed."""
    figures = set(re.findall(r"\d+", number))
    printed = (hit.number for hit in results.hits if hit.number and figures <= set(re.findall(r"\d+", hit.number)))
    return next(printed, number) if results.understood.number_found else number


def _found_with_marks(results: Results) -> bool:
    """Whether any word that was found is written with marks."""
    segments = (segment for hit in results.hits for segment in (*hit.title, *hit.snippet))
    return any(is_found and has_marks(words) for words, is_found in segments)
