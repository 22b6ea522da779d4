"""The declared schema: every table, on one metadata. The migrations lead to exactly this, and a test proves it."""

from app.store.tables.audit import audit_events as audit_events
from app.store.tables.audit import audit_heads as audit_heads
from app.store.tables.batches import batch_rows as batch_rows
from app.store.tables.batches import batches as batches
from app.store.tables.batches import model_calls as model_calls
from app.store.tables.columns import metadata as metadata
from app.store.tables.credentials import credentials as credentials
from app.store.tables.credentials import endorsement_requests as endorsement_requests
from app.store.tables.credentials import endorsements as endorsements
from app.store.tables.credentials import records as records
from app.store.tables.credentials import status_lists as status_lists
from app.store.tables.documents import claims as claims
from app.store.tables.documents import decisions as decisions
from app.store.tables.documents import documents as documents
from app.store.tables.documents import drafts as drafts
from app.store.tables.documents import model_answers as model_answers
from app.store.tables.keys import answers as answers
from app.store.tables.keys import signing_keys as signing_keys
from app.store.tables.people import api_keys as api_keys
from app.store.tables.people import boards as boards
from app.store.tables.people import consents as consents
from app.store.tables.people import data_keys as data_keys
from app.store.tables.people import memberships as memberships
from app.store.tables.people import people as people
from app.store.tables.people import sessions as sessions
from app.store.tables.people import sign_ins as sign_ins
