"""Proof that nothing is fetched: connections that leave this machine are refused."""

import os
import socket
import sys

LOOPBACK = ("127.", "::1", "localhost")


def refuse_network():
    """From now on this process connects to this machine only. Hugging Face's libraries are told so, too."""
    os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
    sys.addaudithook(_refuse)


def _refuse(event, arguments):
    if event == "socket.connect":
        connecting, address = arguments
        if connecting.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise ConnectionRefusedError(f"the interop check is offline, and something connects to {address}")
