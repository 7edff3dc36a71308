"""What spokespersons tell: monthly information, press conferences, statements."""
