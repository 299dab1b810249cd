"""The structure of a claim file: which keys stand where, and what values they have."""
