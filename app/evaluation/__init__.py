"""How good drafts are: suites of documents with known truth, and exact definitions of every figure."""
