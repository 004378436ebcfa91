"""Alembic's entry: runs on the connection it is given."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=False, version_table="alembic_version")
context.run_migrations()
