"""Personal data in a document, to numbered placeholders."""
