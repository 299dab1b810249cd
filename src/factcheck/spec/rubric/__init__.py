"""Text of a rubric file to its records, with the place of everything that is wrong."""
