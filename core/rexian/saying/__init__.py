"""What is said to people, by command line and workbench alike: times left, tickets, widths."""
