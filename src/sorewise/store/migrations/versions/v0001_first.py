"""The first form: profile, sessions, nights, check-ins, plan, rulebooks, decisions, and the writes they came with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("replaced", sa.Text(), nullable=False),
    )
    op.create_table(
        "check_ins",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("spots", sa.Text(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_check_ins_batch", "check_ins", ["batch"])
    op.create_index("ix_check_ins_day", "check_ins", ["day"])
    op.create_table(
        "nights",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("resting_hr", sa.Float(53), nullable=True),
        sa.Column("hrv_rmssd", sa.Float(53), nullable=True),
        sa.Column("hrv_sdnn", sa.Float(53), nullable=True),
        sa.Column("sleep_s", sa.Float(53), nullable=True),
        sa.Column("sleep_quality", sa.Float(53), nullable=True),
        sa.Column("sleep_score", sa.Float(53), nullable=True),
        sa.Column("soreness", sa.Float(53), nullable=True),
        sa.Column("fatigue", sa.Float(53), nullable=True),
        sa.Column("stress", sa.Float(53), nullable=True),
        sa.Column("mood", sa.Float(53), nullable=True),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_nights_batch", "nights", ["batch"])
    op.create_index("ix_nights_day", "nights", ["day"])
    op.create_table(
        "planned_sessions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("duration_s", sa.Float(53), nullable=True),
        sa.Column("distance_m", sa.Float(53), nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("key", sa.Boolean(), nullable=False),
        sa.Column("hold", sa.Text(), nullable=False),
        sa.Column("race", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_uid", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_planned_sessions_batch", "planned_sessions", ["batch"])
    op.create_index("ix_planned_sessions_day", "planned_sessions", ["day"])
    op.create_table(
        "problems",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id", ondelete="CASCADE"), nullable=True),
    )
    op.create_index("ix_problems_batch", "problems", ["batch"])
    op.create_table(
        "profile",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("switched_on", sa.Text(), nullable=False),
        sa.Column("parent_agreed", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_profile_batch", "profile", ["batch"])
    op.create_table(
        "rulebooks",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_rulebooks_batch", "rulebooks", ["batch"])
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=False),
        sa.Column("sport", sa.Text(), nullable=False),
        sa.Column("sub_sport", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("duration_s", sa.Float(53), nullable=True),
        sa.Column("moving_s", sa.Float(53), nullable=True),
        sa.Column("distance_m", sa.Float(53), nullable=True),
        sa.Column("ascent_m", sa.Float(53), nullable=True),
        sa.Column("descent_m", sa.Float(53), nullable=True),
        sa.Column("rpe", sa.Float(53), nullable=True),
        sa.Column("feel", sa.Float(53), nullable=True),
        sa.Column("heart_rate", sa.Float(53), nullable=True),
        sa.Column("trimp", sa.Float(53), nullable=True),
        sa.Column("hr_zone_s", sa.Text(), nullable=False),
        sa.Column("race", sa.Text(), nullable=True),
        sa.Column("legs", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_sessions_batch", "sessions", ["batch"])
    op.create_index("ix_sessions_day", "sessions", ["day"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("check_in_id", sa.String(), sa.ForeignKey("check_ins.id", ondelete="CASCADE"), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=True),
        sa.Column("rulebook", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("overlay", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("planned", sa.Text(), nullable=True),
        sa.Column("batch", sa.Integer(), sa.ForeignKey("batches.id"), nullable=True),
    )
    op.create_index("ix_decisions_batch", "decisions", ["batch"])
    op.create_index("ix_decisions_check_in_id", "decisions", ["check_in_id"])
    op.create_index("ix_decisions_day", "decisions", ["day"])
    op.create_index("ix_decisions_instant", "decisions", ["instant"])


def downgrade() -> None:
    for table in (
        "decisions",
        "sessions",
        "rulebooks",
        "profile",
        "problems",
        "planned_sessions",
        "nights",
        "check_ins",
        "batches",
    ):
        op.drop_table(table)
