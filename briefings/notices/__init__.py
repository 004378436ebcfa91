"""Notices to union bodies: drafted from disputes, signed by a second person, sent once, followed until closed."""
