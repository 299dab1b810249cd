"""Many claim files in one run: found in folders, bound first, their tables scanned once."""
