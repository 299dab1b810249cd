"""Tables of databases, grouped where they lie: only groups come back."""
