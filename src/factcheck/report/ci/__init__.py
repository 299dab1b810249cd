"""What the formats for continuous integration have in common: what there is to notice in a run."""
