"""Words of a denial as parts of patterns, for whoever looks for one before or within other words."""

DENIES = r"never|without"
"""Alone they say of what follows that it is not so."""
IS_NOT = r"(?:do|does|did|have|has|had|am|is|was)(?:\s+not|n['’]t)"
"""A verb that is denied ("do not", "haven't")."""
NOT = rf"(?:\b(?:not|cannot|{DENIES})|n['’]t)"
"""Any of the words that deny what stands behind them."""
