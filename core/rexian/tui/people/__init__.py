"""Units and people: the tree, the accounts, what units answer for, and the journal."""
