"""The trail at the desk: to read, and to see whether it is whole."""

from __future__ import annotations

from typing import Any, ClassVar

from flask import flash, redirect, request, url_for
from flask_admin import expose
from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, or_, select
from werkzeug.wrappers import Response as AnyResponse

from admin.base import person
from admin.lists import ListView
from admin.titles import ACCOUNTS, Named, named_for
from admin.trail import told
from admin.wording import SUBJECTS, moment
from content.accounts.models import User
from content.accounts.permissions import Permission
from content.accounts.policy import reach
from content.audit.models import AuditLine
from content.audit.queries import head, verify
from content.editorial.models import Record
from content.kinds import KINDS

PLACED: dict[str, type[User | Record]] = {ACCOUNTS: User, **{noun: kind.model for noun, kind in KINDS.items()}}
"""What lines are about, by their kind: each belongs to an organisation, or to the province."""


def is_about(organisations: frozenset[str]) -> ColumnElement[bool]:
    """Whether a line is about what now belongs to one of these; all else, and what is deleted, is the province's."""
    return or_(
        *(
            and_(
                AuditLine.kind == kind,
                AuditLine.record_id.in_(select(model.id).where(model.organisation_id.in_(organisations))),
            )
            for kind, model in PLACED.items()
        )
    )


def linked(named: Named) -> Markup:
    """A title as a link, where it leads somewhere."""
    if not named.address:
        return Markup.escape(named.title)
    return Markup('<a href="{}">{}</a>').format(named.address, named.title)


class AuditView(ListView[AuditLine]):
    """The lines within a person's reach, newest first; nothing here changes anything."""

    permission = Permission.READ_AUDIT
    list_template = "desk/audit.html"
    menu_group = "keeping"
    column_list = ("number", "at", "person_name", "tag", "reason")
    column_labels: ClassVar[dict[str, str]] = {
        "number": "Số",
        "at": "Lúc",
        "person_name": "Ai",
        "tag": "Việc",
        "reason": "Lý do",
    }
    column_sortable_list = ("number",)
    column_default_sort = ("number", True)
    column_searchable_list = ("tag", "person_name", "record_id")
    column_formatters: ClassVar[dict[str, Any]] = {
        "at": lambda view, context, line, name: moment(line.at),
    }
    search_folded: ClassVar[bool] = False
    on_phone = ("at", "person_name", "tag")

    def __init__(self) -> None:
        super().__init__(AuditLine, name="Nhật ký", endpoint="desk_audit", url="nhat-ky")

    def narrowed(self, query: Any) -> Any:
        """The lines about the subject asked for, as far as this person's permission reaches."""
        if (scope := self.scope()) is not None:
            query = query.filter(is_about(scope))
        subject = request.args.get("subject", "")
        return query.filter(AuditLine.tag.like(f"%:{subject}:%")) if subject in SUBJECTS else query

    def scope(self) -> frozenset[str] | None:
        """The organisations whose lines this person reads; None when it is the whole trail."""
        return reach(person(), Permission.READ_AUDIT)

    def told(self, line: AuditLine) -> Markup:
        """What was done, and to what, as far as this person may know; a link leads there."""
        about = named_for(person(), line.kind, line.record_id) if line.record_id else None
        title = linked(about) if about else Markup("<code>{}</code>").format(line.record_id[:8])
        said = told(line, title)
        return said if line.kind == ACCOUNTS or not line.record_id else Markup("{}: {}").format(said, title)

    def subjects(self) -> list[tuple[str, str]]:
        """What the trail can be narrowed to."""
        return [(code, words.capitalize()) for code, words in SUBJECTS.items()]

    @expose("/kiem-tra", methods=("POST",))
    def verify_view(self) -> AnyResponse:
        """Compute every seal anew and say what was found."""
        breaks = verify()
        if breaks:
            first = breaks[0]
            flash(f"Nhật ký có {len(breaks)} chỗ không khớp; chỗ đầu ở dòng {first.number}: {first.reason}.", "error")
        else:
            number, seal = head()
            flash(f"Nhật ký nguyên vẹn: mọi dấu niêm đều khớp. Dấu niêm cuối, ở dòng {number}: {seal}", "done")
        return redirect(url_for(".index_view"))


VIEW = AuditView
