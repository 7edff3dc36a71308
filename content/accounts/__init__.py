"""Who works at the desk: people, the roles they hold, what each role may do, and how they are kept out when they may not."""
