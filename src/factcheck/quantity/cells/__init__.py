"""The cells of scanned tables as one reading looks at them: groups, classes, totals, rounding."""
