"""What the portal publishes and receives: kinds, rules and records, knowing nothing of HTTP, pages or search.

The kinds, which ``kinds`` lists:

* ``legal``, ``directions``: documents, which share ``documents`` and, for their text, ``provisions``;
  ``citations``: what a text cites and what it does to it; ``formats``: a document as bytes to take away
* ``announcements``, ``organisations``, ``feedback``; ``pages`` is the fixed wording

What they stand on:

* ``editorial``: working copy, second person, edition, and the projector that carries it to the public
* ``attachments``: files of a record; ``hidden_data``: what a file says besides its visible text, taken out of it
* ``extraction``: the text of any file, read in a process of its own for ``portal extract`` and, before a file is kept,
  for stamps of secrecy; ``legacy_encodings``: Vietnamese text from before Unicode, repaired
* ``accounts``: people, roles, permissions; ``audit``: the trail of what they did
* ``intake``: what a visitor may hand in and follow by code
* ``public``: the public store, its places, its tables and its reader

What brings records in: ``imports``, ``demo``. What runs beside: ``worker``, ``grants``, ``services``, ``migrations``.

Small shared files, one job each: ``publishing`` (the one rule of visibility), ``db``, ``moments``, ``days``, ``clock``,
``contacts``, ``errors``, ``events``, ``storage``, ``markdown``, ``front_matter``, ``plain_json``, ``slugs``,
``vietnamese``, ``document_numbers``, ``wording``; ``secrecy`` (the one rule of stamps);
``comparison``: what changed from one text to another; ``validity``: whether a document holds on a day, and why.

Built and tested, and not used by any page yet:

* ``signatures``: what the digital signatures of a PDF say and prove; it will stand beside a file at the desk
* ``comparison.parts``: two versions of a document article by article; it will stand beside the editions of a document,
  where the desk now compares whole texts by ``comparison.passages``
* ``validity.cautions``: what a reader must be told beside the status; it will stand under it on a document's page

``extraction`` gives the desk no text yet: it will fill the text of a new document from its file.
"""
