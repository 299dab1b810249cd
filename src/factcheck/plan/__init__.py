"""Spec to what each table must yield: claims bound one by one, columns and grouping sets."""
