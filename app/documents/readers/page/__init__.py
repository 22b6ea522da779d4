"""What stands on a page, whether it was printed or recognised: runs of text and rules, to rows in reading order."""
