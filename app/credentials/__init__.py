"""Records to signed credentials, and any credential to a verdict."""
