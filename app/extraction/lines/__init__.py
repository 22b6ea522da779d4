"""Lines of a document to the rows that rules read, and the dates that stand on them."""
