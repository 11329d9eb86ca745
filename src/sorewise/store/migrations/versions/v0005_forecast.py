"""The forecast of the coming mornings, kept with the decision of the morning on which it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("decisions", sa.Column("forecast", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("decisions", "forecast")
