"""The published schema of the JSON form, `briefing.schema.json`, and how it is written."""
