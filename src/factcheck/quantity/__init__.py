"""Cells and statements to what is possible, with the derivation."""
