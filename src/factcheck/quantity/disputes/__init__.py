"""Whether the members of a dispute can be true together, and on what condition."""
