"""Official downloads to framework folders."""
