"""Data Packages: a descriptor in JSON that says where tables lie and what their columns are."""
