"""Plan to cells: the only readers of tables."""
