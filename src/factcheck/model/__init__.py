"""The vocabulary: frozen records and sets of numbers that every stage speaks of."""
