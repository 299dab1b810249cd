"""Proofs in prose: why a claim cannot be true, or false, from the multiples of a certificate."""
