import re

from auth.secrets import hashed, new_secret, same


def test_a_secret_has_256_bits_and_fits_into_a_cookie() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", new_secret())


def test_no_secret_comes_twice() -> None:
    assert len({new_secret() for _ in range(1000)}) == 1000


def test_a_hash_is_sha256_in_hex() -> None:
    # The well-known test vector of FIPS 180-2.
    assert hashed("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_what_is_no_proper_text_has_a_hash_too() -> None:
    assert hashed("\udcff") != hashed("\udcfe")


def test_hashes_are_compared() -> None:
    assert same(hashed("a"), hashed("a"))
    assert not same(hashed("a"), hashed("b"))
