"""The main job over many documents, judged from outside."""
