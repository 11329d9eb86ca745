"""`owner`: the account that may log in from elsewhere, as somebody types it."""

import pytest

from apps.web.visitors import PASSWORD
from sorewise.apps.web.serving import owner as owner_command
from sorewise.store import Store


@pytest.fixture
def secret(tmp_path):
    """The password, in a file."""
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    return str(file)


def test_the_account_is_set_shown_and_removed(sorewise, secret):
    """In words and as JSON; the password is nowhere to be seen."""
    assert "Make one with: sorewise owner set" in sorewise("owner", "show").out
    assert "There is no account" in sorewise("owner", "remove").out
    done = sorewise("owner", "set", "--name", " Robin ", "--password-file", secret)
    assert (done.code, done.out.startswith("Robin may log in")) == (0, True)
    assert "Robin, since 2026-11-20; 0 passkeys; logged in at 0 places." in sorewise("owner", "show").out
    found = sorewise("owner", "show", "--json").json
    assert found == {"name": "Robin", "since": "2026-11-20T06:10:00+00:00", "passkeys": 0, "logins": 0}
    assert PASSWORD.encode() not in sorewise.db.read_bytes()
    assert "The account is gone" in sorewise("owner", "remove").out
    assert sorewise("owner", "show", "--json").json["name"] is None


def test_another_password_keeps_the_passkeys_and_another_name_does_not(sorewise, secret):
    """A passkey belongs to the account that it was made for."""

    def handle():
        with Store.open(sorewise.db) as store:
            return store.accounts.owner().handle

    sorewise("owner", "set", "--password-file", secret)
    before = handle()
    sorewise("owner", "set", "--password-file", secret)
    assert handle() == before
    sorewise("owner", "set", "--name", "other", "--password-file", secret)
    assert handle() != before


def test_the_password_is_asked_twice_and_not_shown(sorewise, monkeypatch):
    """Two that differ change nothing; Ctrl-D is Ctrl-C."""
    typed = [PASSWORD, "something else", PASSWORD, PASSWORD]
    monkeypatch.setattr(owner_command, "getpass", lambda _: typed.pop(0))
    monkeypatch.setattr(owner_command, "_is_somebody_there", lambda: True)
    done = sorewise("owner", "set")
    assert (done.code, "The two differ" in done.err) == (2, True)
    assert sorewise("owner", "show", "--json").json["name"] is None
    assert sorewise("owner", "set").code == 0

    def gone(_):
        raise EOFError

    monkeypatch.setattr(owner_command, "getpass", gone)
    assert sorewise("owner", "set").code == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("short\n", "shorter than 10"),
        ("", "shorter than 10"),
        ("password123\n", "tried first"),
        ("marathon2026!!\n", "tried first"),
    ],
)
def test_a_password_that_is_tried_first_is_refused(sorewise, content, sentence):
    """With the sentence that the web page says too."""
    done = sorewise("owner", "set", "--password-file", sorewise.file("weak", content or "\n"))
    assert (done.code, sentence in done.err) == (2, True)
    assert not sorewise.db.exists()


def test_what_cannot_be_a_password_or_a_name_says_so(sorewise, secret):
    """A pipe without a file, a file that is not there, a file of bytes, no name."""
    assert "--password-file" in sorewise("owner", "set", typed=PASSWORD).err
    assert "cannot be read as a password" in sorewise("owner", "set", "--password-file", "nowhere").err
    (sorewise.folder / "bytes").write_bytes(b"\xff\xfe\xff")
    assert (
        "cannot be read as a password"
        in sorewise("owner", "set", "--password-file", str(sorewise.folder / "bytes")).err
    )
    for name in (" ", "x" * 61, "a\nb"):
        done = sorewise("owner", "set", "--name", name, "--password-file", secret)
        assert (done.code, "between 1 and 60" in done.err) == (2, True)
