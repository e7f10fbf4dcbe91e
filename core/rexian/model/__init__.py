"""What a case is made of: vocabulary, ticket facts, events, and how they are read."""
