"""Text of a claim file to a Spec with the place of everything."""
