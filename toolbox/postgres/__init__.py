"""PostgreSQL as this site needs it."""
