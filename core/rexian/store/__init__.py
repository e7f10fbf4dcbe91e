"""The database: the ledger of what happened, and the projections that are read from it."""
