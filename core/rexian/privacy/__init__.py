"""Citizens' data: locked apart from the ledger, masked when shown, every reading written down."""
