"""Measures the portal on real documents: ``make bench``. Figures, not tests: nothing fails here."""
