"""Reports that are kept beside claims: whether they are what would be written today."""
