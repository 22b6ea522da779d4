"""Boards, people, what lets them in, and the audit chain."""

import sqlalchemy as sa
from alembic import op

from app.database import Id, Json, Utc

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _boards()
    _people()
    _memberships()
    _consents()
    _data_keys()
    _api_keys()
    _sessions()
    _audit_events()
    _audit_heads()
    _guard_audit()


def _boards() -> None:
    op.create_table(
        "boards",
        sa.Column("id", Id, nullable=False),
        sa.Column("slug", sa.String(length=63), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("did", sa.String(length=255), nullable=True),
        sa.Column("settings", Json, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("closed_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
        sa.UniqueConstraint("slug", name=op.f("uq_boards_slug")),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("login_mark", sa.LargeBinary(length=32), nullable=True),
        sa.Column("subject_mark", sa.LargeBinary(length=32), nullable=True),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("closed_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_people_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("board_id", "login_mark", name=op.f("uq_people_board_id_login_mark")),
        sa.UniqueConstraint("board_id", "subject_mark", name=op.f("uq_people_board_id_subject_mark")),
    )
    op.create_index(op.f("ix_people_board_id_id"), "people", ["board_id", "id"])


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.CheckConstraint(
            "role IN ('worker', 'reviewer', 'endorser', 'board', 'admin')", name=op.f("ck_memberships_role")
        ),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_memberships_board_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_board_id_role"), "memberships", ["board_id", "role"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("text_version", sa.String(length=64), nullable=False),
        sa.Column("given_at", Utc(), nullable=False),
        sa.Column("withdrawn_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_consents_board_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"])


def _data_keys() -> None:
    op.create_table(
        "data_keys",
        sa.Column("owner_id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("master_id", sa.String(length=64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_data_keys")),
    )
    op.create_index(op.f("ix_data_keys_master_id"), "data_keys", ["master_id"])


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", Id, nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("ending", sa.String(length=4), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=True),
        sa.Column("revoked_at", Utc(), nullable=True),
        sa.Column("used_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_api_keys_board_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_api_keys_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("mark", name=op.f("uq_api_keys_mark")),
    )
    op.create_index(op.f("ix_api_keys_person_id"), "api_keys", ["person_id"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("board_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_sessions_lasts")),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_sessions_board_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"])
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"])


def _audit_events() -> None:
    op.create_table(
        "audit_events",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor_id", Id, nullable=True),
        sa.Column("role", sa.String(length=64), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_kind", sa.String(length=64), nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.Column("counts", Json, nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("board_id", "number", name=op.f("pk_audit_events")),
    )


def _audit_heads() -> None:
    op.create_table(
        "audit_heads",
        sa.Column("board_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("board_id", name=op.f("pk_audit_heads")),
    )


def _guard_audit() -> None:
    """Nothing changes or removes an audit event."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_events "
            "BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END"
        )
        op.execute(
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_events "
            "BEGIN SELECT RAISE(ABORT, 'audit events are never removed'); END"
        )
        op.execute(
            "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_events "
            "WHEN EXISTS (SELECT 1 FROM audit_events WHERE board_id = NEW.board_id AND number = NEW.number) "
            "BEGIN SELECT RAISE(ABORT, 'audit events are never replaced'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'audit events are never changed or removed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_events "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
