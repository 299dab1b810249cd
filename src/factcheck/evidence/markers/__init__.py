"""The signs and flags that publishers print in tables, as data: one file each."""
