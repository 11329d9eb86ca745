"""Alembic's entry: runs the revisions on the connection that `store/migrate.py` hands over, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
