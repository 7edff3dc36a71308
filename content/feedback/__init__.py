"""What citizens write on mechanisms, policies and procedures, and how an agency answers."""
