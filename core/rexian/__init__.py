"""Rexian (热线): hotline rules as data."""
