"""What the web app keeps: drafts of check-ins, ticked advice, the owner's account; and which rulebook was chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("profile", sa.Column("rulebook", sa.Text(), nullable=False, server_default="standard"))
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated", sa.Text(), nullable=False),
    )
    op.create_index("ix_drafts_day", "drafts", ["day"])
    op.create_table(
        "ticks",
        sa.Column("decision_id", sa.String(), primary_key=True),
        sa.Column("item", sa.String(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
    )
    _account()


def _account() -> None:
    op.create_table(
        "owner",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "logins",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    for table in ("failures", "passkeys", "logins", "owner", "ticks", "drafts"):
        op.drop_table(table)
    op.drop_column("profile", "rulebook")
