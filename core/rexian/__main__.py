"""`python -m rexian`: the same as `rexian`."""

from rexian.cli.main import main

main()
