"""The text of a legal document as parts that can be addressed: chapters, articles, clauses, points, annexes."""
