"""The data models of Open Badges 3.0 and CLR 2.0, as strict types."""
