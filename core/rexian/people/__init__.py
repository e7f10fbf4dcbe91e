"""Who works at the desk: units, accounts, what each role may do, and whose ticket it is."""
