"""Sections of certifications and licences to entries."""
