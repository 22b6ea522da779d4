"""The journeys of people against a running service: every call does one thing, for one person who may do it."""
