"""The rules browser: from document to clause to rule to a case of it, and back."""
