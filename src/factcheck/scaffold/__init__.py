"""Files to begin with: a starter project, and a claim file made from a table."""
