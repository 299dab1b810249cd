"""From a tree with the right structure to the records of a claim file."""
