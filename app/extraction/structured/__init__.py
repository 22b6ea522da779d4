"""Sources that name their fields (exports, tables of jobs, profiles) to entries."""
