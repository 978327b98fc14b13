"""GOV.UK Notify, spoken to over a real socket: a server on loopback that knows its protocol."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
import pytest
from django.core import mail

from tests.integration.notices.conftest import capacity, choose, deliver, make_late, morning, promise, to
from unstori.notices import actions, channels, queries, wording

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"unstori-{SERVICE}-{SECRET}"
ADDRESS = "1 Stryd Fawr\nCaernarfon\nLL55 1AA"


class Notify(BaseHTTPRequestHandler):
    """Takes what the real one takes: a token signed with the key, a template, what the way needs."""

    needs = {"email": "email_address", "sms": "phone_number", "letter": "personalisation"}
    received: list[tuple[str, dict[str, Any]]] = []
    answer = 201

    def do_POST(self) -> None:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        way = self.path.removeprefix("/v2/notifications/")
        try:
            assert jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE
            assert self.path.startswith("/v2/notifications/") and body["template_id"]
            assert body[self.needs[way]]
            if way == "letter":
                assert body["personalisation"]["address_line_3"]
        except (AssertionError, KeyError, jwt.PyJWTError):
            return self._say(
                400, {"status_code": 400, "errors": [{"error": "BadRequestError", "message": "no"}]}
            )
        if self.answer != 201:
            return self._say(self.answer, {"status_code": self.answer, "errors": []})
        self.received.append((way, body))
        self._say(201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": body.get("reference")})

    def _say(self, status: int, said: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def notify(leaving: Any) -> Iterator[type[Notify]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notify)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    Notify.received, Notify.answer = [], 201
    url = f"http://127.0.0.1:{server.server_port}"
    leaving.NOTIFY = {"key": KEY, "url": url, "email": "t-email", "text": "t-text", "letter": "t-letter"}
    yield Notify
    server.shutdown()
    server.server_close()


def written(world: Any, **wish: Any) -> Any:
    if wish:
        choose(world.huw, **wish)
    make_late(promise(world.huw, world, 3))
    morning()
    [message] = to(world.huw)
    return message


def test_an_email_by_notify(notify, told):
    message = written(told)
    assert deliver(message) == "sent" and not mail.outbox
    [(way, body)] = notify.received
    said = wording.say(message.kinds, message.language, "email")
    assert (way, body["template_id"], body["reference"]) == ("email", "t-email", str(message.pk))
    assert body["personalisation"] == {"subject": said.subject, "body": said.body}
    assert body["one_click_unsubscribe_url"].startswith("https://unstori.example/notices/stop/")


def test_a_text_by_notify(notify, told):
    message = written(told, way="text", to="07700 900123")
    assert deliver(message) == "sent"
    [(way, body)] = notify.received
    assert (way, body["phone_number"], body["template_id"]) == ("sms", "07700 900123", "t-text")
    assert "\n" not in body["personalisation"]["body"]


def test_a_letter_by_notify(notify, told):
    message = written(told, way="letter", to=ADDRESS)
    assert deliver(message) == "sent"
    [(way, body)] = notify.received
    lines = [body["personalisation"][f"address_line_{n}"] for n in (1, 2, 3, 4)]
    assert way == "letter" and lines == ["Huw Parry", *ADDRESS.splitlines()]
    assert set(body["personalisation"]) == {"subject", "body", *(f"address_line_{n}" for n in (1, 2, 3, 4))}


@pytest.mark.parametrize(
    ("status", "again"), [(500, True), (503, True), (429, True), (403, False), (400, False)]
)
def test_what_notify_does_not_take(notify, told, status, again):
    message = written(told)
    notify.answer = status
    if again:
        with pytest.raises(channels.NotDelivered):
            deliver(message)
    else:
        assert deliver(message) == "failed"
    message.refresh_from_db()
    assert message.trouble == f"notify-{status}" and message.state == ("waiting" if again else "failed")
    notify.answer = 201
    assert deliver(message) == "sent" and len(notify.received) == 1


def test_a_wrong_key_is_refused_by_the_server_too(notify, told, leaving):
    message = written(told)
    leaving.NOTIFY = {**leaving.NOTIFY, "key": KEY[:-1] + "1"}
    assert deliver(message) == "failed" and not notify.received


def test_notify_that_is_away(told, leaving, notify):
    message = written(told)
    leaving.NOTIFY = {**leaving.NOTIFY, "url": "http://127.0.0.1:9"}
    with pytest.raises(channels.NotDelivered):
        deliver(message)


def test_texts_only_where_somebody_set_them_up(told, leaving):
    assert "text" not in queries.ways_there_are()
    choose(told.huw, way="text", to="07700 900123")
    assert queries.where_to(capacity(told.huw), queries.wish_of(capacity(told.huw))) is None
    leaving.NOTIFY = {**leaving.NOTIFY, "text": "t"}
    assert queries.where_to(capacity(told.huw), queries.wish_of(capacity(told.huw)))


def test_an_email_says_how_to_stop_in_the_way_that_programmes_know(told):
    message = written(told)
    deliver(message)
    [letter] = mail.outbox
    headers = letter.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = headers["List-Unsubscribe"].strip("<>").rstrip("/").rpartition("/")[2]
    assert queries.read_stop_token(token)[1] == ["late"]
    assert actions.stop(by=told.huw, capacity=capacity(told.huw), kinds=["late"]) == {"late": None}
