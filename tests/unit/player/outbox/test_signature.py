import base64
import re

from player.outbox.signature import new_secret, signature_headers

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_example_that_standard_webhooks_publishes() -> None:
    headers = signature_headers(
        SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_secrets_are_random_and_long_enough() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/=]+", one)
    assert len(base64.b64decode(one.removeprefix("whsec_"))) == 32
