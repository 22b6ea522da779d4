"""The `ler` command: decode what was typed, call one flow, show what came back."""
