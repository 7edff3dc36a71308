"""A published document as bytes to take away; the same document always gives the same bytes."""
