"""Legal documents: laws, decrees, resolutions and decisions of general effect."""
