"""The week: all that a plan says of its sessions, what was agreed of it, what was proposed and written to calendars.

What a write removed stands beside what it changed, so that an updated plan can be taken back.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for column in (
        sa.Column("zone", sa.Text(), nullable=False, server_default=""),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False, server_default=""),
        sa.Column("plan", sa.Text(), nullable=False, server_default=""),
        sa.Column("source_sequence", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("assumed", sa.Text(), nullable=False, server_default="[]"),
    ):
        op.add_column("planned_sessions", column)
    op.add_column("replaced", sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "week_versions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_week_versions_batch", "week_versions", ["batch"])
    op.create_index("ix_week_versions_instant", "week_versions", ["instant"])
    op.create_table(
        "calendar_entries",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("cancelled_on", sa.Text(), nullable=True),
    )


def downgrade() -> None:
    for table in ("calendar_entries", "week_versions"):
        op.drop_table(table)
    op.drop_column("replaced", "removed")
    for column in ("assumed", "source_sequence", "plan", "notes", "priority", "zone"):
        op.drop_column("planned_sessions", column)
