"""What every page of the site needs: language, addresses, words, dates, errors."""
