"""Any file in, readable text out: one reader per format, letters repaired, readability graded.

``reading`` tells the format by the content and calls its reader; ``sandbox`` does so in a child process with limits,
and is what the rest of the portal calls.
"""
