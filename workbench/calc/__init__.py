"""Arithmetic one can defend: expressions, scenario engine, goal-seek, gaps, progress ratings. Numbers in,
numbers out.

Nothing here knows where figures are kept or shown. ``expression`` reads and prints formulas, ``evaluate``
computes them over a time grid, ``model`` orders the identities of a model, ``engine`` runs it, ``solve``
seeks a goal, ``gaps`` compares with targets, ``rating`` and its methods judge progress, ``sampling``
draws uncertain drivers. ``units`` checks what formulas are measured in, ``identities`` reads them as
numerator and denominator, ``intervals`` carries printed rounding through a sum, ``decomposition`` splits a
change among its causes, ``colours`` gives the chance of each rating, ``roll_up`` makes one of several.
"""
