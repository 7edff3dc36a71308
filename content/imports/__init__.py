"""Bringing documents in from files: readers of formats, and the one runner that stores what they read."""
