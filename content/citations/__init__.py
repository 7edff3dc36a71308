"""Documents and provisions that a Vietnamese text names, and what it does to them."""
