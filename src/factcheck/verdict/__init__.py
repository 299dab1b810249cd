"""Claimed and found to a verdict with its reasons and findings."""
