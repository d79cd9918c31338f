"""The first documents: made of the portal's own public records, so that a fresh portal has pages to search."""
