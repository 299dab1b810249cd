"""Tests on the rows of a table: three-valued, with values typed by their column.

Evidence asks them of single rows where a column is computed, quantities of whole cells.
"""
