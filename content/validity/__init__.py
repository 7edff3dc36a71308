"""Whether a document and each of its provisions hold on a day, and what proves it. Pure; no clock, no database."""
