"""Figures in words to sets of numbers."""
