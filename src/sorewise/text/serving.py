"""What `sorewise serve` and `sorewise owner` say in the terminal."""

from __future__ import annotations

from sorewise.text.speech import mark, tr, trn

NOT_INSTALLED = mark(
    "The web app is not installed ({missing} is missing), so nothing is served. "
    "Install it with: pip install 'sorewise[web]'"
)
OPEN_AT = mark("Open {address}")
STOP = mark("Ctrl-C stops it.")
STOPPED = mark("Stopped.")
SAMPLE = mark("This is the sample runner, on Thursday, 11 June 2026. Nothing of it is kept.")
NOTHING_YET = mark("Your own record is empty. To begin it in the browser: sorewise serve")

NO_OWNER = mark(
    "--host {host} would let other machines in, and no account was made, so nothing is served: anybody on the network "
    "could read your record. Make one first: sorewise owner set"
)
NO_OWNER_BEHIND = mark(
    "--behind-proxy lets other machines in, and no account was made, so nothing is served: anybody who reaches the "
    "proxy could read your record. Make one first: sorewise owner set"
)
NO_OWNER_TO_LOG_IN = mark("--login asks for a password, and no account was made. Make one first: sorewise owner set")
NOT_ENCRYPTED = mark(
    "--host {host} would send your answers and your password unencrypted over the network, so nothing is served. "
    "Add --cert FILE --key FILE, or --behind-proxy if a proxy that speaks https stands before it."
)
BOTH = mark("--cert and --key belong together: the certificate and its private key. Give both.")
CERT = mark("{cert} and {key} cannot be used as certificate and private key: {why}. Give both as PEM files.")
CERT_MISSING = mark("{file}: there is no such file.")
SAMPLE_HERE = mark("The sample runner is for this machine only: leave out --host, --behind-proxy and --login.")
PORT_TAKEN = mark(
    "Port {port} is in use by another program, perhaps by a sorewise that still runs. "
    "Stop that one, or take another: sorewise serve --port {other}"
)
PORT_REFUSED = mark("The system does not let you have port {port}. Take one above 1023: sorewise serve --port 8000")
NO_PORT = mark("There is no port {port}: ports go from 1 to 65535. Without --port it is 8000.")
NO_SUCH_HOST = mark(
    "{host} is no address of this machine, so nothing can be served there. Leave --host out, or see what "
    "addresses the machine has."
)
NO_NAME = mark('"{name}" is no name of a host; it should be like runner.home or 192.168.1.20, without port and path.')
NO_PROXY = mark('"{proxy}" is no address or network; it should be like 127.0.0.1 or 172.17.0.0/16.')
PROXY_ALONE = mark("--proxy names whose word is taken; it goes with --behind-proxy.")

NEW_PASSWORD = mark("New password (at least 10 characters, not shown): ")
AGAIN = mark("Once more: ")
NOT_TWICE = mark("The two differ. Nothing was changed; do it again.")
NOBODY_TO_ASK = mark("Nobody can type a password here. Give it in a file: sorewise owner set --password-file FILE")
NAME_WRONG = mark("The name should have between 1 and 60 characters.")
PASSWORD_FILE = mark("{file} cannot be read as a password: {why}.")
SET = mark("{name} may log in with this password. Whoever was logged in is not any more.")
REMOVED = mark("The account is gone, with its passkeys; nobody is logged in any more.")
NO_ACCOUNT = mark("There is no account. Make one with: sorewise owner set")


def account(name: str, since: str, passkeys: int, logins: int) -> str:
    """The account in one line."""
    keys = trn("{n} passkey", "{n} passkeys", passkeys)
    where = trn("logged in at {n} place", "logged in at {n} places", logins)
    return tr("{name}, since {day}; {keys}; {where}.", name=name, day=since, keys=keys, where=where)
