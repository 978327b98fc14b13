"""A real OpenID provider, started beside the tests, and somebody who signs in there."""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.test import Client

HERE = "http://testserver"
SECRET = "a secret of thirty-two characters or more"
PEOPLE: dict[str, dict[str, Any]] = {
    "huw": {"email": "Huw.Parry@gwynedd.example", "email_verified": True, "amr": ["pwd", "mfa"]},
    "nain": {"email": "nain@cartref.example", "email_verified": True},
    "unproved": {"email": "huw.parry@gwynedd.example", "email_verified": False},
    "nameless": {},
}


@dataclass
class Served:
    """Where it is, and what it is made to say."""

    issuer: str
    process: subprocess.Popen[str]

    def lie(self, what: str = "") -> None:
        requests.get(f"{self.issuer}/lie/{what}", timeout=5)

    def configured(self, **more: Any) -> dict[str, Any]:
        return {
            "id": "gwynedd", "name": {"en": "Gwynedd Council", "cy": "Cyngor Gwynedd"}, "issuer": self.issuer,
            "client_id": "unstori", "secret_from": "UNSTORI_TEST_SECRET", "organisation": "W06000002",
            "domains": ["gwynedd.example"], "second_step": {"amr": ["mfa"]}, **more,
        }  # fmt: skip


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serve(*here: str, **client: Any) -> Iterator[Served]:
    """Until the block is left; `here` are the addresses of ours to which it may lead back."""
    known = {
        "client_id": "unstori", "client_secret": SECRET,
        "redirect_uris": [f"{each}/account/with/gwynedd/back/" for each in here],
        "post_logout_redirect_uris": [f"{each}/account/login/" for each in here], **client,
    }  # fmt: skip
    known = {key: value for key, value in known.items() if value is not None}
    script = Path(__file__).with_name("server.mjs")
    command = ["node", "--no-warnings", str(script), json.dumps(PEOPLE), json.dumps(known), str(free_port())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        issuer = process.stdout.readline().strip()
        assert issuer, "the provider did not start"
        yield Served(issuer, process)
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout:
            process.stdout.close()


def go_there(address: str, who: str) -> str:
    """What a browser does at the provider: follows it, chooses who they are, and is led back to us."""
    with requests.Session() as browser:
        while not address.startswith(HERE):
            answer = browser.get(address, allow_redirects=False, timeout=10)
            if answer.status_code == 200:
                address = f"{urljoin(address, urlsplit(address).path)}/{who}"
            else:
                assert answer.is_redirect, answer.text
                address = urljoin(address, answer.headers["Location"])
    return address.removeprefix(HERE)


def come(browser: Client, who: str, way: str = "/account/with/gwynedd/") -> Any:
    """From our page to the provider and back: our answer."""
    away = browser.get(way)
    assert away.status_code == 302, away.content.decode()
    return browser.get(go_there(away["Location"], who))
