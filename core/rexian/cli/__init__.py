"""The `rexian` command."""
