"""Numbers of samples: what they say of everybody, and at which level."""
