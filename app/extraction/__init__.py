"""Document to entries and claims with evidence."""
