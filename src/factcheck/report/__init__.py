"""Results to text: one format a file, and nothing computed."""
