"""What every view of the desk shares: closed unless a permission opens it, one way to do things and to say no."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from flask import abort, flash, redirect, render_template, request, url_for
from flask_admin import BaseView
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response
from wtforms import FormField

from admin.refusals import unsent
from admin.services import services
from content.accounts.models import User
from content.accounts.permissions import Permission
from content.accounts.policy import may_somewhere
from content.db import unit_of_work
from content.editorial.actions import announced, is_second_person
from content.editorial.models import Record
from content.editorial.projector import Task
from content.errors import Invalid, NotAllowed, Refused
from content.markdown import render

logger = logging.getLogger(__name__)

Done = TypeVar("Done")

ALREADY_THERE = "Đã có một mục trùng tên, hoặc người khác vừa thay đổi mục này; hãy kiểm tra lại."

CHANGED_MEANWHILE = "Người khác vừa thay đổi mục này; hãy mở lại rồi làm tiếp."

NOT_FOLLOWED = (
    "Đã lưu, nhưng vì lỗi kỹ thuật trang công khai chưa thay đổi theo được. Cổng sẽ tự thử lại sau ít phút;"
    " nội dung này được ghi ở trang việc cần làm cho đến khi xong."
)


def person() -> User:
    """Whoever is signed in; a view that is open has somebody."""
    user: User = current_user._get_current_object()
    return user


class Closed:
    """Mixed into every view: nobody enters but people with ``permission`` for at least one organisation."""

    permission: ClassVar[Permission | None] = None
    menu_group: ClassVar[str] = "work"
    """Where the view stands in the menu; a line is drawn between groups."""

    def is_accessible(self) -> bool:
        """Whether the person signed in may open this view; a view that names no permission stays closed."""
        signed_in = current_user.is_authenticated and isinstance(person(), User)
        return bool(signed_in and self.permission is not None and may_somewhere(person(), self.permission))

    def is_offered(self) -> bool:
        """Whether the menu names this view; lists leave themselves out while there is nothing in them to do."""
        return True

    def inaccessible_callback(self, name: str, **kwargs: Any) -> Response | tuple[str, int]:
        """Lead a visitor to the sign-in, keeping what was typed; tell everybody else no."""
        if current_user.is_authenticated:
            abort(403)
        if request.method == "POST":
            return unsent()
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a view once; Flask-Admin would call it again after any TypeError, and so hide which."""
        return fn(self, *args, **kwargs)


class DeskView(Closed, BaseView):
    """A page of the desk that is no list of records."""


def page(view: BaseView, template: str, **context: Any) -> str:
    """A page of a view, in the desk's frame."""
    made: str = view.render(template, **context)
    return made


def rendered(text: str | None) -> str:
    """How a text in Markdown will look, or why it cannot be shown."""
    try:
        return render(text or "")
    except Invalid as refusal:
        return render_template("desk/refusal.html", refusal=refusal)


def do(action: Callable[[], Done]) -> Done:
    """Carry out an action as one unit of work, and then bring what it changed to the public side.

    Raises :class:`Refused` when it is refused; nothing has changed then.
    """
    try:
        with unit_of_work():
            done = action()
    except IntegrityError as error:
        raise NotAllowed(ALREADY_THERE) from error
    except StaleDataError as error:
        raise NotAllowed(CHANGED_MEANWHILE) from error
    try:
        services().projector.run_announced(announced())
    except (DBAPIError, OSError):
        # It is done and kept; only its public side must wait, for the worker.
        logger.exception("What was done could not be projected at once")
        flash("Đã lưu. Phần công khai sẽ thay đổi sau ít giây.", "done")
    return done


def attempt(action: Callable[[], Any], said: str) -> bool:
    """Carry out an action that has no form to come back to; a refusal is shown as a message."""
    try:
        do(action)
    except Refused as refusal:
        flash(str(refusal), "error")
        return False
    flash(said, "done")
    return True


def tell(record: Record, said: str) -> None:
    """Say what was done with a record, unless the public side could not follow: then that."""
    if services().projector.is_set_aside(Task(record.KIND, record.id)):
        flash(NOT_FOLLOWED, "error")
    else:
        flash(said, "done")


def require_seen(seen: str | None, record: Record) -> None:
    """Raise NotAllowed when what is to be approved is not what the approver's page showed.

    Whoever wrote in it has no such page; the action refuses them and says why.
    """
    if is_second_person(record, person()) and seen != record.changed_at.isoformat():
        raise NotAllowed("Nội dung đã thay đổi từ khi đồng chí mở trang này; hãy đọc lại rồi duyệt.")


def show_refusal(form: FlaskForm, refusal: Refused) -> None:
    """Put a refusal where it belongs: beside the fields that it names, and above the form what they do not say."""
    said, unsaid = refusal.fields if isinstance(refusal, Invalid) else {}, False
    for column, wrong in said.items():
        name = getattr(form, "typed_as", {}).get(column, column)
        if name not in form or isinstance(form[name], FormField):
            unsaid = True
        elif wrong not in form[name].errors:
            form[name].errors = [*form[name].errors, wrong]
    if unsaid or not said or any(wrong not in str(refusal) for wrong in said.values()):
        form.form_errors.append(str(refusal))
