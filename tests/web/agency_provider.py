"""A small OpenID Connect provider on this machine, as an agency has one: discovery, authorize, token, keys, user info."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "holdfast", "told to nobody else"


@dataclass
class Provider:
    """`person` is who is signed in at the provider: the claims it makes of them. `asked` are the requests that came, by path."""

    address: str
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    person: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def configuration(self) -> dict[str, Any]:
        names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        paths = ("/authorize", "/token", "/person", "/keys")
        return {"issuer": self.address, "token_endpoint_auth_methods_supported": ["client_secret_post"]} | {
            name: self.address + path for name, path in zip(names, paths, strict=True)
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to, with a code."""
        assert query["client_id"] == CLIENT and query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        asked = self.codes.pop(form["code"])
        proof = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
            .rstrip(b"=")
            .decode()
        )
        assert (form["client_secret"], proof, form["redirect_uri"]) == (
            SECRET,
            asked["code_challenge"],
            asked["redirect_uri"],
        )
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300} | self.person
        return {"access_token": "for the person page", "token_type": "Bearer",
                "id_token": jwt.encode(claims, self.key, "RS256", {"kid": "1"})}  # fmt: skip


@contextmanager
def agency_provider() -> Iterator[Provider]:
    """A provider that answers for as long as the block lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            made.asked.append(url.path)
            if url.path == "/authorize":
                self.send_response(302)
                self.send_header(
                    "Location", made.authorize({k: v[0] for k, v in parse_qs(url.query).items()})
                )
                self.end_headers()
                return
            pages = {
                "/.well-known/openid-configuration": made.configuration,
                "/keys": made.keys,
                "/person": lambda: made.person,
            }
            self._say(pages[url.path]())

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            made.asked.append(self.path)
            self._say(made.token({k: v[0] for k, v in form.items()}))

        def _say(self, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
