"""What changed from one text to another, told so that a person can read it: words first, then whole parts. Pure."""
