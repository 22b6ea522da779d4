"""What somebody with a browser is shown: an offer for their wallet, why there is none, what is at this address."""

import base64
import hashlib
import html
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.errors import LerError

_STYLE: Final = """
:root{color-scheme:light dark;
--ground:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--link:#0b5cad;--focus:#b35900}
@media (prefers-color-scheme:dark){
:root{--ground:#14181d;--ink:#e8eaed;--quiet:#a4adb8;--line:#3a424c;--link:#8ec2ff;--focus:#ffb454}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
dl{margin:0 0 1rem;border-top:1px solid var(--line)}
dl>div{padding:.6rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--quiet);font-size:.9rem}
dd{margin:0;overflow-wrap:anywhere;font-weight:600}
.code{width:min(100%,17rem);margin:1rem 0;background:#fff;border:1px solid var(--line);border-radius:.5rem}
.code{overflow:hidden}
.code svg{display:block;width:100%;height:auto}
ul{list-style:none;padding:0;margin:.5rem 0}
li{margin:.5rem 0}
li a,summary{display:flex;align-items:center;min-height:2.75rem;padding:.4rem 1rem}
li a,summary{border:1px solid var(--line);border-radius:.5rem}
summary{cursor:pointer;color:var(--link)}
a{color:var(--link);overflow-wrap:anywhere}
a:focus-visible,summary:focus-visible{outline:3px solid var(--focus);outline-offset:3px}
.quiet{color:var(--quiet)}
"""
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
_HEADERS: Final = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
}
"""A page runs nothing and loads nothing, and has this one style."""
_BORDER: Final = 4
"""Modules of light room around a QR code (ISO/IEC 18004)."""


class Offered(NamedTuple):
    """What somebody is told of an offer before they open their wallet."""

    name: str
    """Of the credential."""
    issuer: str
    until: datetime
    minutes: int
    """That are left."""
    with_digits: bool
    """Whether the wallet will ask for digits that the worker is told another way."""


def wants_page(request: Request) -> bool:
    """Say whether a browser asks, which wants to show something, and not a wallet."""
    accept = request.headers.get("accept", "")
    return "text/html" in accept and "application/json" not in accept


def offer(told: Offered, here: str, links: Mapping[str, str], openid: str) -> HTMLResponse:
    """Show an offer: what it is, a QR code of this page's address `here`, and links to wallets by their names.

    `openid` is the link that a wallet scans which reads no address of a page.
    """
    left = "less than a minute" if told.minutes < 1 else f"{told.minutes} minute{'s' * (told.minutes != 1)}"
    facts = {"What": told.name, "Issued by": told.issuer, "Fetch it until": f"{told.until:%H:%M} UTC ({left} left)"}
    listed = "".join(f"<div><dt>{name}</dt><dd>{html.escape(said)}</dd></div>" for name, said in facts.items())
    items = "".join(f'<li><a href="{html.escape(link)}">{html.escape(name)}</a></li>' for name, link in links.items())
    digits = (
        "<p>Your wallet will ask for six digits. Whoever gave you this page tells them to you.</p>"
        if told.with_digits
        else ""
    )
    return _page(
        "A credential for your wallet",
        f"""<dl>{listed}</dl>
<p>A wallet is an app that keeps credentials. One wallet can fetch this one, once. Keep this page to yourself: whoever
opens it can fetch the credential.</p>{digits}
<h2>On this device</h2>
<p>Choose your wallet:</p>
<ul>{items}</ul>
<h2>On your phone</h2>
<p>Point the phone's camera, or your wallet's scanner, at this code:</p>
{_code(here, "QR code of this page")}
<details><summary>Your wallet does not take this code?</summary>
<p>Some wallets only scan this one:</p>
{_code(openid, "QR code for wallets that take no web address")}</details>""",
    )


def over(error: LerError, status: int) -> HTMLResponse:
    """Show why a link gives nothing any more."""
    return _page(
        "This link gives nothing any more",
        """<p>A link to a credential works for a few minutes, and for one wallet, once. This one was used, is over, or
was replaced by a newer one; or it was not copied whole.</p>
<p>If the credential is in your wallet, all is well. If not, ask whoever gave you the link for a new one.</p>"""
        f'<p class="quiet">{html.escape(error.code)}</p>',
        status,
    )


def front(version: str) -> HTMLResponse:
    """Show what is at this address."""
    return _page(
        "Learning and Employment Records",
        f"""<p>This service turns resumes, transcripts and job histories into signed credentials. Every claim quotes
its document, and a person decides on each.</p>
<p>If you were given a link to a credential, open that link: there is nothing to see here.</p>
<h2>For programs</h2>
<ul><li><a href="/v1/openapi.json">What it answers (OpenAPI)</a></li>
<li><a href="/.well-known/did.json">Whose signatures these are (DID document)</a></li></ul>
<p>How it is used, command by command, stands in <code>docs/api.md</code> of the program, and what its errors mean in
<code>docs/errors.md</code>.</p>
<p class="quiet">Version {html.escape(version)}</p>""",
    )


def _code(text: str, told: str) -> str:
    import segno  # only here: most requests are for no page

    drawn = segno.make_qr(text, error="m").svg_inline(
        border=_BORDER, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return f'<div class="code" role="img" aria-label="{told}">{drawn}</div>'


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(
        f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{_STYLE}</style></head>
<body><main><h1>{title}</h1>
{body}
</main></body></html>
""",
        status_code=status,
        headers=_HEADERS,
    )
