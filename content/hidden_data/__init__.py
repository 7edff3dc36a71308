"""What a file says besides its visible text: named for the officer, and a copy of the file without it."""
