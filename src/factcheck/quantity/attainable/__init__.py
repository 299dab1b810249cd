"""Whether a printed mean, share or standard deviation can be that of n numbers at all.

Means and shares are one row over a whole number (GRIM: Brown and Heathers 2017). Standard
deviations add a whole sum of squares (GRIMMER: Anaya 2016; DEBIT: Heathers and Brown 2019) and,
in the end, the numbers themselves (SPRITE: Heathers et al. 2018), which are looked for exactly.
"""
