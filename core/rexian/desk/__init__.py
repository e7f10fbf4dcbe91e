"""The desk: a command becomes records, in one transaction, as the jurisdiction rules."""
