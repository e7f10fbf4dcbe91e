"""The door: who comes in, and what is there before anybody can."""
