"""The pages of the public site, one file per noun, each with its blueprint ``bp``."""
