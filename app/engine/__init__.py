"""The one seam to durable work: named jobs of recorded steps that outlive the process that runs them (DBOS)."""
