"""The fixed wording of the portal: about, help, accessibility, privacy, open data."""
