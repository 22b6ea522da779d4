"""The one seam to language models: what a call is, who answers it, what it costs, and answers kept."""
