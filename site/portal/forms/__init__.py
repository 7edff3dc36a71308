"""The forms of the public site: what was typed, what is wrong with it, and proof that a person had time to type it."""
