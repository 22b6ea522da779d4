"""How much there is to do: the one place that reads DBOS's own table, for its lists load every row that they count.

The statuses stand in the statements as they are, so that both databases find their indexes of unfinished jobs.
"""

import sqlalchemy as sa


def _table(database: sa.Engine) -> str:
    return "workflow_status" if database.dialect.name == "sqlite" else "dbos.workflow_status"


def _count(database: sa.Engine, where: tuple[str, ...], most: int, **values: str) -> int:
    """Rows that fit any of `where`, counted up to `most`."""
    total = 0
    with database.connect() as connection:
        for condition in where:
            rows = f"SELECT 1 FROM {_table(database)} WHERE {condition} LIMIT :most"  # noqa: S608 (no input in it)
            statement = sa.text(f"SELECT count(*) FROM ({rows}) AS found")  # noqa: S608
            total += connection.execute(statement, {**values, "most": most}).scalar_one()
    return min(total, most)


def waiting(database: sa.Engine, queue: str, most: int) -> int:
    """Jobs that wait in `queue`, for a worker or for their hour."""
    own = "queue_name = :queue AND status = "
    return _count(database, (f"{own}'ENQUEUED'", f"{own}'DELAYED'"), most, queue=queue)


def at_work(database: sa.Engine, queue: str) -> bool:
    """Whether a job of `queue` waits for a worker or runs."""
    own = "queue_name = :queue AND status = "
    return _count(database, (f"{own}'ENQUEUED'", f"{own}'PENDING'"), 1, queue=queue) > 0


def unfinished(database: sa.Engine, parent: str, most: int) -> int:
    """Children of `parent` that are not finished. Ids hold no sign that LIKE gives a meaning."""
    own = "workflow_uuid LIKE :prefix AND status "
    return _count(database, (f"{own} IN ('ENQUEUED', 'PENDING')", f"{own} = 'DELAYED'"), most, prefix=f"{parent}/%")
