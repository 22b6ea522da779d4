"""Web pages, with the style that decides what is seen."""
