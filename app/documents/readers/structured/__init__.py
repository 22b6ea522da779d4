"""Records of one person as JSON, XML or an export: the fields that they name."""
