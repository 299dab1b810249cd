"""Linear rows over unknown numbers: bounds by exact propagation, and checked worlds."""
