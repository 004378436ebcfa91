"""Disputes to meetings, briefings, notices and their follow-up."""
