"""The watch of cable and address: the kernel's tables, made by hand and in a real network namespace."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tvapp.adapters.link import LinkWatch, read_link
from tvapp.core.events import Event, LinkChanged
from tvapp.core.model import LinkState

UP, NO_CABLE, NO_ADDRESS = LinkState.UP, LinkState.NO_CABLE, LinkState.NO_ADDRESS
HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
GLOBAL_V6 = "fd000000000000000000000000000002 04 40 00 80 {}\n"


class Machine:
    """A /sys/class/net and a /proc/net made by hand."""

    def __init__(self, root: Path) -> None:
        self.sys, self.proc = root / "sys", root / "proc"
        self.proc.mkdir()
        self.card("lo", carrier="1", real=False)
        self.routes()
        self.v6("")

    def card(self, name: str, *, carrier: str | None, real: bool = True) -> None:
        """`carrier` None: switched off, the kernel's file cannot be read."""
        (self.sys / name).mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            (self.sys / name / "carrier").unlink()
        if carrier is not None:
            (self.sys / name / "carrier").write_text(carrier + "\n")
        if real:
            (self.sys / name / "device").mkdir(exist_ok=True)

    def bridge(self, name: str, *members: str) -> None:
        for member in members:
            (self.sys / name / "brif" / member).mkdir(parents=True)
        (self.sys / name / "bridge").mkdir(parents=True)

    def routes(self, *rows: str) -> None:
        (self.proc / "route").write_text(HEAD + "".join(f"{row}\t0\t0\t0\t0\t0\t0\t0\n" for row in rows))

    def v6(self, text: str) -> None:
        (self.proc / "if_inet6").write_text("00000000000000000000000000000001 01 80 10 80 lo\n" + text)

    def read(self) -> LinkState:
        return read_link(self.sys, self.proc)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_without_a_card_has_no_cable(machine: Machine) -> None:
    assert machine.read() is NO_CABLE


@pytest.mark.parametrize("carrier", ["0", None])
def test_a_card_without_a_signal_or_switched_off_has_no_cable(machine: Machine, carrier: str | None) -> None:
    machine.card("eth0", carrier=carrier)
    machine.routes("eth0\t0000A8C0\t00000000\t0001")  # a left-over route
    assert machine.read() is NO_CABLE


def test_a_cable_alone_is_not_an_address(machine: Machine) -> None:
    machine.card("eth0", carrier="1")
    assert machine.read() is NO_ADDRESS


def test_an_address_with_or_without_a_default_route_is_a_network(machine: Machine) -> None:
    machine.card("eth0", carrier="1")
    machine.routes("eth0\t0001A8C0\t00000000\t0001")
    assert machine.read() is UP
    machine.routes("eth0\t00000000\t0101A8C0\t0003", "eth0\t0001A8C0\t00000000\t0001")
    assert machine.read() is UP


def test_an_address_that_a_machine_gave_itself_is_none(machine: Machine) -> None:
    machine.card("eth0", carrier="1")
    machine.routes("eth0\t0000FEA9\t00000000\t0001")
    machine.v6("fe8000000000000000fc00fffe000001 04 40 20 80 eth0\n")
    assert machine.read() is NO_ADDRESS


def test_a_settled_global_ipv6_address_is_enough(machine: Machine) -> None:
    machine.card("eth0", carrier="1")
    machine.v6(GLOBAL_V6.format("eth0").replace(" 80 ", " c0 "))  # tentative
    assert machine.read() is NO_ADDRESS
    machine.v6(GLOBAL_V6.format("eth0"))
    assert machine.read() is UP


def test_the_network_of_containers_does_not_hide_a_pulled_cable(machine: Machine) -> None:
    machine.card("eth0", carrier="0")
    machine.card("docker0", carrier="1", real=False)
    machine.card("veth1", carrier="1", real=False)
    machine.bridge("docker0", "veth1")
    machine.routes("docker0\t000011AC\t00000000\t0001")
    assert machine.read() is NO_CABLE
    machine.card("eth0", carrier="1")
    assert machine.read() is NO_ADDRESS


def test_a_card_that_is_part_of_a_bridge_gets_its_address_through_it(machine: Machine) -> None:
    machine.card("eth0", carrier="1")
    machine.card("br0", carrier="1", real=False)
    machine.bridge("br0", "eth0")
    machine.routes("br0\t0001A8C0\t00000000\t0001")
    assert machine.read() is UP


def test_in_a_container_the_card_without_hardware_counts(machine: Machine) -> None:
    machine.card("eth0", carrier="1", real=False)
    machine.routes("eth0\t0001A8C0\t00000000\t0001")
    assert machine.read() is UP


def test_rubbish_in_the_tables_is_passed_over(machine: Machine) -> None:
    machine.card("eth0", carrier="1")
    (machine.proc / "route").write_text(HEAD + "eth0\neth0 x y z\n\n\x00\n")
    machine.v6("short\nfd00 zz zz zz zz eth0\n")
    assert machine.read() is NO_ADDRESS


def test_this_machines_own_tables_can_be_read() -> None:
    assert read_link() in LinkState


def test_who_needs_no_network_always_has_it(machine: Machine) -> None:
    watch = LinkWatch(lambda event: None, needs_network=lambda: False, read=machine.read)
    assert watch.state() is UP
    assert watch.state(needs_network=True) is NO_CABLE


# ---------------------------------------------------------------- the watch


class Told:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.states: list[LinkState] = []
        self.returns = 0

    def post(self, event: Event) -> None:
        assert isinstance(event, LinkChanged)
        with self._changed:
            self.states.append(event.link)
            self._changed.notify_all()

    def returned(self) -> None:
        with self._changed:
            self.returns += 1
            self._changed.notify_all()

    def wait(self, *states: LinkState, returns: int = 0) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.states == list(states) and self.returns == returns, 20), (
                self.states,
                self.returns,
            )


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def watch(machine: Machine, told: Told) -> Iterator[LinkWatch]:
    watching = LinkWatch(told.post, on_return=told.returned, read=machine.read, debounce_s=0.01)
    yield watching
    watching.stop()


def test_a_start_without_a_network_is_told_at_once_and_a_start_with_one_is_not(
    machine: Machine, watch: LinkWatch, told: Told
) -> None:
    watch.start()
    assert told.states == [NO_CABLE]
    watch.stop()
    machine.card("eth0", carrier="1")
    machine.routes("eth0\t0001A8C0\t00000000\t0001")
    quiet = Told()
    other = LinkWatch(quiet.post, read=machine.read)
    other.start()
    other.stop()
    assert quiet.states == []


def test_every_change_is_told_once_and_only_the_return_asks_for_a_pull(
    machine: Machine, watch: LinkWatch, told: Told
) -> None:
    watch.start()
    machine.card("eth0", carrier="1")
    watch.look()
    told.wait(NO_CABLE, NO_ADDRESS)
    machine.routes("eth0\t0001A8C0\t00000000\t0001")
    watch.look()
    told.wait(NO_CABLE, NO_ADDRESS, UP, returns=1)
    watch.look()
    machine.card("eth0", carrier="0")
    watch.look()
    told.wait(NO_CABLE, NO_ADDRESS, UP, NO_CABLE, returns=1)


def test_the_watch_ends_at_once_and_leaves_nothing_open(machine: Machine, told: Told) -> None:
    before = set(os.listdir("/proc/self/fd"))
    watch = LinkWatch(told.post, read=machine.read)
    watch.start()
    thread = watch._thread
    watch.stop()
    watch.stop()
    assert thread is not None and not thread.is_alive()
    assert len(os.listdir("/proc/self/fd")) == len(before)


IN_A_NAMESPACE = """
import sys, threading, time
from tvapp.adapters.link import LinkWatch
changed = threading.Condition()
def post(event):
    print(event.link.value, round(time.monotonic(), 2), flush=True)
watch = LinkWatch(post, on_return=lambda: print("return", flush=True), debounce_s=0.2)
watch.start()
print("watching", flush=True)
sys.stdin.read()
watch.stop()
"""


def test_in_a_real_network_the_kernel_tells_of_cable_and_address(tmp_path: Path) -> None:
    """A virtual cable in a namespace of its own: plugged in, given an address, pulled, plugged in again."""
    ip = shutil.which("ip") or "/usr/sbin/ip"
    name = f"tv-{os.getpid()}"
    if not os.path.exists(ip) or subprocess.run([ip, "netns", "add", name], capture_output=True).returncode:
        pytest.skip("may not make a network namespace here")

    def act(*words: str) -> None:
        subprocess.run([ip, "-n", name, *words], check=True, capture_output=True)

    try:
        probe = [ip, "netns", "exec", name, sys.executable, "-c"]
        if subprocess.run([*probe, "pass"], capture_output=True).returncode:
            pytest.skip("may not enter a network namespace here")
        act("link", "set", "lo", "up")
        with subprocess.Popen(
            [*probe, IN_A_NAMESPACE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        ) as child:  # fmt: skip
            assert child.stdout is not None and child.stdin is not None
            lines = iter(child.stdout.readline, "")
            assert next(lines).split()[0] == "no_cable"
            assert next(lines) == "watching\n"
            act("link", "add", "tv0", "type", "veth", "peer", "name", "wall0")
            act("link", "set", "tv0", "up")
            act("link", "set", "wall0", "up")
            assert next(lines).split()[0] == "no_address"
            act("addr", "add", "198.51.100.2/24", "dev", "tv0")
            assert next(lines).split()[0] == "up"
            assert next(lines) == "return\n"
            act("link", "set", "wall0", "down")
            assert next(lines).split()[0] == "no_cable"
            act("link", "set", "wall0", "up")
            assert next(lines).split()[0] == "up"
            assert next(lines) == "return\n"
            child.stdin.close()
            assert child.wait(10) == 0
    finally:
        subprocess.run([ip, "netns", "del", name], capture_output=True)
