"""Direction and administration: directives, official letters, conclusions, plans of execution."""
