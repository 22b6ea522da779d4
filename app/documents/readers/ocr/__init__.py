"""Pictures of pages to their words (OCR)."""
