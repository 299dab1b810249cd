"""Text of a YAML file to a tree of nodes that knows the place of everything."""
