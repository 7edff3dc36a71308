"""Small programs for those who keep the repository."""
