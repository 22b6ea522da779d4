"""Training of the model that tells planted text (`docs/models/planted-speech.md`)."""
