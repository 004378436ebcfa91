"""Shared records: frozen dataclasses and enums on the standard library alone."""
