"""HTTP to journeys: decode, call one flow, encode."""
