"""Renderers dress a briefing: one file a form. They choose nothing and order nothing."""
