"""Tables of jobs (CSV, XLSX), of one worker or of many."""
