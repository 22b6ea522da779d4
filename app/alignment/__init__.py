"""Claim to concept, or explicitly to none."""
