"""Where each session comes from; what was read before; what waits until the runner accepts it.

What a write replaced stands in rows of its own, since an import of years may change thousands of records.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("device_id", sa.Text(), nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("origins", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("sessions", sa.Column("shape", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("developer", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("problems", sa.Column("file_sha256", sa.Text(), nullable=False, server_default=""))
    op.add_column("problems", sa.Column("held", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("problems", sa.Column("accepted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table("contents", sa.Column("id", sa.String(), primary_key=True))
    _give_what_was_replaced_its_own_rows()


def _give_what_was_replaced_its_own_rows() -> None:
    replaced = op.create_table(
        "replaced",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
    )
    op.create_index("ix_replaced_batch", "replaced", ["batch"])
    before = op.get_bind().execute(sa.text("SELECT id, replaced FROM batches")).all()
    op.bulk_insert(
        replaced,
        [
            {"batch": batch, "kind": kind, "row": json.dumps(row, ensure_ascii=False)}
            for batch, rows in before
            for kind, row in json.loads(rows)
        ],
    )
    with op.batch_alter_table("batches") as table:
        table.drop_column("replaced")


def downgrade() -> None:
    op.add_column("batches", sa.Column("replaced", sa.Text(), nullable=False, server_default="[]"))
    op.drop_table("replaced")
    op.drop_table("contents")
    for table, columns in (
        ("problems", ("accepted", "held", "file_sha256")),
        ("sessions", ("developer", "shape", "origins", "device_id")),
    ):
        for column in columns:
            op.drop_column(table, column)
