"""A page for one's own browser over folders of claims: everything is shown, nothing is changed."""
