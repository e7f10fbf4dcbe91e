"""Doing something to a ticket: the menu of commands, the form of one, what was begun and left."""
