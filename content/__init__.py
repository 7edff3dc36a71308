"""What the portal publishes and receives: kinds, rules and records, knowing nothing of HTTP, pages or search."""
