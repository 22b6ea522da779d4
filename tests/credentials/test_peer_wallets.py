"""What libraries of wallets in another language sign, held against the checks of the service."""

import json
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest

from app.credentials.key_proofs import check_key_proof
from app.credentials.presentation import check_presentation
from app.values import Instant
from tests.credentials.places import PEER, need_peer

pytestmark = pytest.mark.peer

_SIGN = """
import * as vc from '@digitalbazaar/vc'
import {DataIntegrityProof} from '@digitalbazaar/data-integrity'
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as Multikey from '@digitalbazaar/ed25519-multikey'
import {contexts} from '@digitalbazaar/credentials-context'
import * as jose from 'jose'

const documentLoader = async url => ({contextUrl: null, documentUrl: url, document: contexts.get(url)})
const key = await Multikey.generate()
const did = 'did:key:' + key.publicKeyMultibase
Object.assign(key, {controller: did, id: did + '#' + key.publicKeyMultibase})
const suite = new DataIntegrityProof({signer: key.signer(), cryptosuite})
const presentation = vc.createPresentation({holder: did, version: 2.0})
const signed = await vc.signPresentation({
  presentation, challenge: 'c-1', domain: 'ler.example.org', suite, documentLoader
})
const proofs = {}
for(const alg of ['EdDSA', 'ES256']) {
  const {publicKey, privateKey} = await jose.generateKeyPair(alg)
  const jwk = await jose.exportJWK(publicKey)
  const kid = 'did:jwk:' + jose.base64url.encode(JSON.stringify(jwk)) + '#0'
  for(const [way, named] of Object.entries({jwk: {jwk}, 'did:jwk': {kid}})) {
    proofs[alg + ' ' + way] = await new jose.SignJWT({nonce: 'n-1'})
      .setProtectedHeader({alg, typ: 'openid4vci-proof+jwt', ...named})
      .setAudience('https://ler.example.org').setIssuedAt().sign(privateKey)
  }
}
console.log(JSON.stringify({did, signed, proofs}))
"""


@pytest.fixture(scope="module")
def signed() -> dict[str, Any]:
    """What the other libraries made: a presentation, its holder, and proofs of keys."""
    need_peer()
    command = ["node", "--input-type=module", "--eval", _SIGN]
    done = subprocess.run(command, cwd=PEER, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_presentation_of_theirs_shows_its_holder(signed: dict[str, Any]) -> None:
    now = Instant(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    found = check_presentation(signed["signed"], challenge="c-1", domain="ler.example.org", now=now)
    assert found == signed["did"]


@pytest.mark.parametrize("way", ["EdDSA jwk", "EdDSA did:jwk", "ES256 jwk", "ES256 did:jwk"])
def test_a_proof_of_a_key_of_theirs_holds(signed: dict[str, Any], way: str) -> None:
    proved = check_key_proof(signed["proofs"][way], audience="https://ler.example.org", now=datetime.now(UTC))
    assert (proved.nonce, proved.did is not None) == ("n-1", way.startswith("EdDSA"))
