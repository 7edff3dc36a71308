"""The public store: physically holds only what the public may see now, ready to serve."""
