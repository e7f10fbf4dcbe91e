"""Settings: one's own, how the documents are read, and how the place is set up."""
