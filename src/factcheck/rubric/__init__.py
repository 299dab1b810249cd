"""Decision tables that classify rows of evidence."""
