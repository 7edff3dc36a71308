"""The public site: pages, forms, feeds, and the factory and commands that put the whole portal together."""
