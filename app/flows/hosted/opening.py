"""Settings to a running installation: its stores opened and brought up to date, its jobs registered."""

from datetime import timedelta
from functools import partial
from typing import Final, NamedTuple

from pydantic import ValidationError

from app import telemetry
from app.access.oidc import OpenId, Provider
from app.credentials.organizations import did_web
from app.database import open_database
from app.engine.client import Engine
from app.engine.model import queues
from app.engine.registry import Jobs
from app.engine.worker import Worker
from app.errors import SettingsInvalid
from app.flows import runtime, storage
from app.flows.hosted import accounts, batch_work, drafting, heads, issuing, pacing, retaining
from app.flows.hosted.installation import Installation, Quota
from app.flows.hosted.turns import Turns
from app.settings import Settings
from app.store import boards, migrate
from app.store.blobs import open_blobs

_AT_ONCE: Final = 2
"""Documents that one process drafts at once without a model: one is opened in a process of its own meanwhile."""


class Opened(NamedTuple):
    """An installation, and what its first start made."""

    place: Installation
    welcome: accounts.Welcome | None


def open_installation(settings: Settings, public_url: str, *, upgrade: bool, first: bool = True) -> Opened:
    """Open everything that a service needs; with `upgrade` its database is brought to the newest schema first.

    An empty database is always set up. With `first` the first board is made in it: its API key is in what is given,
    and nobody sees it again. Raises StoreUnavailable, SchemaOutdated, EngineUnavailable, SettingsInvalid,
    KeyFileError.
    """
    database = open_database(settings.store_url)
    if upgrade or migrate.revision_of(database) is None:
        migrate.upgrade(database)
    migrate.check_revision(database)
    jobs, blobs, keyring = Jobs(), open_blobs(settings.blob_place), storage.keyring(settings)
    engine = Engine(
        settings.engine_database,
        jobs,
        kinds=queues(interactive=settings.engine_interactive, batch=settings.engine_batch),
        patient=False,
        tracer=telemetry.tracer(settings.traces),
    )
    place = Installation(
        database=database,
        blobs=blobs,
        keyring=keyring,
        engine=engine,
        paces=pacing.paces(engine, settings.model_calls_per_minute, settings.model_tokens_per_minute),
        make_tools=partial(runtime.tools, settings),
        public_url=public_url.rstrip("/"),
        keep_days=settings.keep_days,
        limits=runtime.limits(settings),
        opening=runtime.opening(settings),
        turns=Turns(None if settings.model else _AT_ONCE),
        keep_most=settings.keep_days_most,
        quota=Quota(
            documents=settings.quota_documents_per_day,
            bytes=settings.quota_bytes_per_day,
            worker_documents=settings.quota_worker_documents_per_day,
        ),
        session=timedelta(hours=settings.session_hours),
        session_idle=timedelta(minutes=settings.session_idle_minutes),
        providers=_providers(settings),
    )
    register(place, jobs, settings.engine_days)
    return Opened(place, accounts.first_start(place, settings.board_name) if first else None)


def note(place: Installation) -> str | None:
    """Say what whoever starts the service should know: that the first board is to be found at another address."""
    with place.database.reading() as connection:
        did = boards.find_board(connection, accounts.HOME).did
    here = did_web(place.host)
    if did == here:
        return None
    return (
        f"the first board signs as {did}, and this is {here}: what the board signs cannot be checked unless its DID "
        "document is served there, too"
    )


def _providers(settings: Settings) -> dict[str, OpenId]:
    try:
        return {
            slug: OpenId(Provider.model_validate(told.model_dump() | {"scopes": tuple(told.scopes.split())}))
            for slug, told in settings.sign_in_providers.items()
        }
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise SettingsInvalid(f"LER_OIDC_{'_'.join(map(str, first['loc'][:1])).upper()}: {first['msg']}") from None


def register(place: Installation, jobs: Jobs, keep_jobs_days: float) -> None:
    """Name everything that the installation does durably."""
    drafting.register(place, jobs)
    jobs.add(issuing.JOB, lambda run, *given: issuing.run_issue(place, run, *given))
    batch_work.register(place, jobs)
    retaining.register(place, jobs, keep_jobs_days)
    heads.register(place, jobs)


def start_worker(settings: Settings, place: Installation) -> Worker:
    """Work on the installation's jobs in this process. Raises EngineUnavailable."""
    return Worker(
        place.engine,
        settings.data_folder / "engine",
        name=settings.engine_worker,
        silence=settings.engine_silence,
    )
