"""Where command line and workbench meet: the commands that open the one from the other."""
