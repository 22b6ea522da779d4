"""Durable work: done once, whatever happens to the processes that do it."""
