"""How anything is published: a working copy, a second person, a frozen edition, an outbox row."""
