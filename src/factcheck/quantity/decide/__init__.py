"""What rows of a system leave to a measure and to a claim: ranges, cases, worlds."""
