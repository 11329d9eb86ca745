"""Where each session comes from; what was read before; what waits until the runner accepts it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("device_id", sa.Text(), nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("origins", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("sessions", sa.Column("shape", sa.Text(), nullable=True))
    op.add_column("problems", sa.Column("file_sha256", sa.Text(), nullable=False, server_default=""))
    op.add_column("problems", sa.Column("held", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("problems", sa.Column("accepted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table("contents", sa.Column("id", sa.String(), primary_key=True))


def downgrade() -> None:
    op.drop_table("contents")
    for table, columns in (
        ("problems", ("accepted", "held", "file_sha256")),
        ("sessions", ("shape", "origins", "device_id")),
    ):
        for column in columns:
            op.drop_column(table, column)
