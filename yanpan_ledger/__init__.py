"""What must never be lost or sent twice: SQL engine, migrations, audit chain."""
