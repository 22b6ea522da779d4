"""What people do, one file per journey. Effects live here: files, clock, ids, settings."""
