"""Bytes to a document: pages, text in reading order, and where on the page each character stands."""
