"""Where a request comes from, as failures are counted."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

NETWORK_BITS = 64
LENGTH = 64


def address_of(scope: Scope) -> str:
    """The address; of IPv6 the network, since one household has all of its addresses."""
    client = scope.get("client")
    text = str(client[0]) if client else ""
    try:
        address = ip_address(text)
    except ValueError:
        return text[:LENGTH]
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), NETWORK_BITS), strict=False).network_address)
