"""Passkeys: registered by whoever is logged in, then a login without a password (WebAuthn, with webauthn 3).

A challenge is made here, kept for some minutes in this process, and taken once. The host that a passkey belongs to is
the name in the address (`localhost` works; browsers refuse addresses of numbers), and the origin has to be ours.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from secrets import token_bytes, token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING, Literal

from sorewise.apps.web.guard.access import name_of, own_host, own_origin
from sorewise.store.accounts import Passkey

if TYPE_CHECKING:
    from starlette.types import Scope

    from sorewise.store.accounts import Accounts, Owner

SITE = "sorewise"
CHALLENGE_BYTES = 32
HOLDS = timedelta(minutes=5)
MOST_WAITING = 256
NAME_LENGTH = 60
Purpose = Literal["register", "log_in"]


class RefusedError(Exception):
    """The passkey is not what was asked for."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What an authenticator has to sign, for what, and until when."""

    purpose: Purpose
    nonce: bytes
    until: datetime


@dataclass
class Challenges:
    """Those that wait for their answer; of too many the oldest is forgotten."""

    waiting: OrderedDict[str, Challenge] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def make(self, purpose: Purpose, now: datetime) -> tuple[str, bytes]:
        """A fresh one, with the ticket that it is taken by."""
        ticket, nonce = token_urlsafe(), token_bytes(CHALLENGE_BYTES)
        with self.lock:
            self.waiting[ticket] = Challenge(purpose, nonce, now + HOLDS)
            while len(self.waiting) > MOST_WAITING:
                self.waiting.popitem(last=False)
        return ticket, nonce

    def take(self, ticket: str, purpose: Purpose, now: datetime) -> bytes:
        """What had to be signed; it is gone then. Raises RefusedError."""
        with self.lock:
            found = self.waiting.pop(ticket, None)
        if found is None or found.purpose != purpose or found.until < now:
            raise RefusedError
        return found.nonce


CHALLENGES = Challenges()


def host_for(scope: Scope) -> str | None:
    """The host that a passkey made here would belong to; None where browsers make none."""
    name = name_of(own_host(scope))
    if name is None:
        return None
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return name
    return None


def registration(accounts: Accounts, owner: Owner, host: str, now: datetime) -> dict[str, object]:
    """What the browser needs to make a passkey, and the ticket."""
    from webauthn import base64url_to_bytes, generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    ticket, nonce = CHALLENGES.make("register", now)
    options = generate_registration_options(
        rp_id=host,
        rp_name=SITE,
        user_name=owner.name,
        user_id=base64url_to_bytes(owner.handle),
        challenge=nonce,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.id))
            for one in accounts.passkeys()
            if one.host == host
        ],
    )
    return {"ticket": ticket, "options": json.loads(options_to_json(options))}


def registered(scope: Scope, ticket: str, credential: str, name: str, now: datetime) -> Passkey:
    """The passkey that was made. Raises RefusedError."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    nonce, host = CHALLENGES.take(ticket, "register", now), host_for(scope)
    if host is None:
        raise RefusedError
    try:
        found = verify_registration_response(
            credential=credential,
            expected_challenge=nonce,
            expected_rp_id=host,
            expected_origin=own_origin(scope),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise RefusedError from error
    return Passkey(
        id=bytes_to_base64url(found.credential_id),
        public_key=bytes_to_base64url(found.credential_public_key),
        sign_count=found.sign_count,
        name=name[:NAME_LENGTH],
        host=host,
        made=now,
    )


def question(host: str, now: datetime) -> dict[str, object]:
    """What the browser needs to answer with a passkey, and the ticket. It tells nothing of who is known here."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    ticket, nonce = CHALLENGES.make("log_in", now)
    options = generate_authentication_options(
        rp_id=host, challenge=nonce, user_verification=UserVerificationRequirement.REQUIRED
    )
    return {"ticket": ticket, "options": json.loads(options_to_json(options))}


def answered(accounts: Accounts, scope: Scope, ticket: str, credential: str, now: datetime) -> None:
    """Take the answer; returns if it is the owner's passkey for this host. Raises RefusedError."""
    from webauthn import base64url_to_bytes, verify_authentication_response
    from webauthn.helpers import parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    nonce, host, owner = CHALLENGES.take(ticket, "log_in", now), host_for(scope), accounts.owner()
    try:
        told = parse_authentication_credential_json(credential)
        kept = next((one for one in accounts.passkeys() if one.id == told.id and one.host == host), None)
        if kept is None or host is None or owner is None:
            raise RefusedError
        if told.response.user_handle not in {None, base64url_to_bytes(owner.handle)}:
            raise RefusedError
        found = verify_authentication_response(
            credential=told,
            expected_challenge=nonce,
            expected_rp_id=host,
            expected_origin=own_origin(scope),
            credential_public_key=base64url_to_bytes(kept.public_key),
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise RefusedError from error
    accounts.used_passkey(kept.id, found.new_sign_count)
