"""Who works at the desk: people, the roles they hold, what each role may do, and how others are kept out."""
