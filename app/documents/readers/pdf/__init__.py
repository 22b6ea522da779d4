"""PDF: what is printed on each page, in reading order, and what is there that nobody sees."""
