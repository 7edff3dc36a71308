"""The trail of what was done at the desk: append-only, each line sealed to the one before it."""
