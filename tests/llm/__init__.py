"""Proof of what asks language models: outcomes, prompts, kept answers, and recorded runs of a real model."""
