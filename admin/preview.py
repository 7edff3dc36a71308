"""The page that the public would see, made by the public site itself before anything is public."""

from __future__ import annotations

from flask import Flask, current_app, g, render_template
from werkzeug.test import EnvironBuilder

from admin.address import DESK
from admin.services import now, services
from content.attachments.queries import of_record
from content.editorial.models import Record
from content.kinds import KINDS
from content.public.records import Projection, PublicVersion


def preview_page(record: Record) -> str:
    """The public page of a record's working copy, under a banner that says that it is not public."""
    page = public_page(record)
    for attachment in of_record(record.KIND, record.id):
        # Its pictures are not public either: the desk serves them.
        page = page.replace(f'"/tep/{attachment.token}/', f'"{DESK}/tep/{attachment.token}/')
    return page.replace("<main", render_template("desk/preview_banner.html", record=record) + "<main", 1)


def public_page(record: Record) -> str:
    """What the site answers at the record's address in a public store that has been given the working copy."""
    kind, moment = KINDS[record.KIND], now()
    shown = kind.preview(record, moment)
    version = PublicVersion(number=shown.edition, published_at=moment, change_note="", sha256="")
    projection = Projection(public_id=shown.id, kind=shown.kind, path=shown.path, record=shown, versions=(version,))
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    environ = EnvironBuilder(path=shown.path).get_environ()
    with services().projector.rehearse(projection) as connection, app.request_context(environ) as context:
        g.public = connection
        view = app.view_functions[context.request.endpoint or ""]
        return app.make_response(app.ensure_sync(view)(**(context.request.view_args or {}))).get_data(as_text=True)
