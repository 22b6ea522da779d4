"""What the learned parts of the extraction are made with; nothing here ships."""
