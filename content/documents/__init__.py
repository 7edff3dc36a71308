"""What legal documents and documents of direction have in common: fields, status, and how they are shown."""
