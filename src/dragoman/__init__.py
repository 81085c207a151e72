"""Dragoman reads news reports and turns them into a record of political events."""
