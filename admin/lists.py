"""The desk's lists: Flask-Admin's model view without what writes by itself or fails on bad input."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from flask import abort
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from flask_wtf import FlaskForm
from sqlalchemy import select

from admin.base import Closed, person
from content.accounts.models import User
from content.accounts.permissions import Permission
from content.accounts.policy import may, reach
from content.db import Base, db
from content.editorial.models import Record
from content.vietnamese import fold, nfc_clean

Row = TypeVar("Row", bound=Base | Record)
Placed = TypeVar("Placed", bound=User | Record)
"""What belongs to an organisation, or to the whole province."""

PAGE = 30
LAST_PAGE = 10_000
LONGEST_SEARCH = 200


class ListView(Closed, ModelView, Generic[Row]):
    """A list with search and paging. Creating and changing are left to pages that call actions.

    Flask-Admin's own pages for detail, deletion, mass actions, export and inline editing commit without asking anyone:
    here they have no address.
    """

    model: type[Row]
    form = FlaskForm
    list_template = "desk/list.html"
    page_size = PAGE
    can_create = False
    can_edit = False
    can_delete = False
    can_export = False
    can_set_page_size = False
    named_filters_based_on_url = False
    search_folded: ClassVar[bool] = True
    on_phone: ClassVar[tuple[str, ...]] = ("title", "name", "state", "work_state")
    """The columns that one chooses by; a small screen shows no others."""

    create_view = edit_view = details_view = delete_view = action_view = None
    export = ajax_lookup = ajax_update = None

    def __init__(self, model: type[Row], name: str, endpoint: str, url: str) -> None:
        super().__init__(model, db, name=name, endpoint=endpoint, url=url)

    def get_query(self) -> Any:
        """The rows of the list."""
        return self.narrowed(super().get_query())

    def get_count_query(self) -> Any:
        """How many they are."""
        return self.narrowed(super().get_count_query())

    def narrowed(self, query: Any) -> Any:
        """What of the table this person is shown; lists add their conditions."""
        return query

    @expose("/")
    def index_view(self) -> str:
        """The list."""
        page: str = super().index_view()
        return page

    def _get_list_extra_args(self) -> Any:
        args = super()._get_list_extra_args()
        args.search = nfc_clean((args.search or "")[:LONGEST_SEARCH]).strip()
        return args

    def get_list(  # Flask-Admin calls it so
        self,
        page: int | None,
        sort_column: Any,
        sort_desc: Any,
        search: str | None,
        filters: Any,
        execute: bool = True,
        page_size: int | None = None,
    ) -> tuple[int | None, list[Row]]:
        """One page; numbers out of range give an empty one, words are searched without marks."""
        page = min(max(page or 0, 0), LAST_PAGE)
        words = fold(search or "") if self.search_folded else search
        found: tuple[int | None, list[Row]] = super().get_list(
            page, sort_column, bool(sort_desc), words, None, execute=execute, page_size=PAGE
        )
        return found

    def create_model(self, form: FlaskForm) -> Row:
        """Never by Flask-Admin itself."""
        abort(405)

    def update_model(self, form: FlaskForm, model: Row) -> bool:
        """Never by Flask-Admin itself."""
        abort(405)

    def delete_model(self, model: Row) -> bool:
        """Never by Flask-Admin itself."""
        abort(405)


class ReachedListView(ListView[Placed]):
    """A list of what belongs to organisations: each person sees what the permission reaches, and no more."""

    permission: ClassVar[Permission]

    def narrowed(self, query: Any) -> Any:
        """What of the table this person's permission reaches."""
        scope = reach(person(), self.permission)
        return query if scope is None else query.filter(self.model.organisation_id.in_(scope))

    def may_write(self) -> bool:
        """Whether this person may add one."""
        return False

    def is_offered(self) -> bool:
        """Whether there is something within this person's reach, or something may be added."""
        scope, model = reach(person(), self.permission), self.model
        first = select(model.id).limit(1)
        if scope is not None:
            first = first.where(model.organisation_id.in_(scope))
        return self.may_write() or db.session.scalar(first) is not None

    def get_one(self, id: str) -> Placed:
        """One of them; anything else is not there."""
        found = db.session.get(self.model, id)
        if found is None or not may(person(), self.permission, found.organisation_id):
            abort(404)
        return found
