"""Foreign bytes opened in short-lived processes with little memory, little time and no rights."""
