"""Findings: one check a file."""
