"""Text to the skills that it states or shows, each with a calibrated confidence."""
