"""What a visitor may hand in and follow by code: the only part of the private store that the public process touches."""
