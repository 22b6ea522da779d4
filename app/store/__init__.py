"""Rows to values and back: the only SQL of the domain. Personal data is sealed before it reaches a row."""
