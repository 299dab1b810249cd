"""Forms of claims to targets, once the tables have said which groups of rows there are."""
