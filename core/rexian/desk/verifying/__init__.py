"""What `rexian verify` looks at, one kind of evidence in each module."""
