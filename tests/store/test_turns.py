import threading

import pytest
from rexian.errors import RexianError
from rexian.store.turns import Turn, Turns


class Led:
    """A queue whose leader is held up until it is let go, and what it was asked to write."""

    def __init__(self, fail=None):
        self.groups, self.fail = [], fail
        self.begun, self.go = threading.Semaphore(0), threading.Semaphore(0)
        self.turns = Turns(self.lead)
        self.ends = {}

    def lead(self, turns):
        self.groups.append([turn.asked for turn in turns])
        self.begun.release()
        self.go.acquire()
        if self.fail:
            raise self.fail
        for turn in turns:
            turn.told = turn.asked * 10

    def start(self, asked):
        def work():
            try:
                self.ends[asked] = self.turns.write(asked)
            except BaseException as error:  # noqa: BLE001 - the test tells it
                self.ends[asked] = error

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    def queued(self, n):
        while len(self.turns._queue) < n:
            pass


def test_those_who_wait_are_written_together_in_order():
    led = Led()
    threads = [led.start(1)]
    led.begun.acquire()
    for n in (2, 3, 4):
        threads.append(led.start(n))
        led.queued(n)
    for _ in range(2):
        led.go.release()
    for thread in threads:
        thread.join()
    assert led.groups == [[1], [2, 3, 4]]
    assert led.ends == {1: 10, 2: 20, 3: 30, 4: 40}


def test_one_who_writes_alone_comes_between():
    led, order = Led(), []
    threads = [led.start(1)]
    led.begun.acquire()
    threads.append(led.start(2))
    led.queued(2)

    def alone():
        with led.turns.alone():
            order.append(list(led.groups))

    threads.append(threading.Thread(target=alone))
    threads[-1].start()
    led.queued(3)
    threads.append(led.start(4))
    led.queued(4)
    for _ in range(3):
        led.go.release()
    for thread in threads:
        thread.join()
    assert order == [[[1], [2]]]
    assert led.groups == [[1], [2], [4]]


@pytest.mark.parametrize(
    ("raised", "leader", "follower"),
    [
        (RexianError("full"), RexianError, RexianError),
        (KeyboardInterrupt(), KeyboardInterrupt, RexianError),
    ],
)
def test_what_breaks_for_the_leader_is_told_to_all(raised, leader, follower):
    led = Led()
    threads = [led.start(1)]
    led.begun.acquire()
    threads += [led.start(2)]
    led.queued(2)
    threads += [led.start(3)]
    led.queued(3)
    led.go.release()
    threads[0].join()
    led.fail = raised
    led.go.release()
    for thread in threads:
        thread.join()
    assert led.ends[1] == 10
    assert type(led.ends[2]) is leader
    assert type(led.ends[3]) is follower
    led.fail = None
    led.go.release()
    assert led.turns.write(5) == 50


class _Interrupted(Turn):
    __slots__ = ()

    def wait(self):
        raise KeyboardInterrupt


def test_one_who_is_interrupted_leaves_the_queue():
    led = Led()
    threads = [led.start(1)]
    led.begun.acquire()
    turn = _Interrupted(2)
    with pytest.raises(KeyboardInterrupt):
        led.turns._queued(turn)
    threads.append(led.start(3))
    led.queued(2)
    for _ in range(2):
        led.go.release()
    for thread in threads:
        thread.join()
    assert led.groups == [[1], [3]]


def test_one_who_is_interrupted_when_next_hands_the_lead_on():
    led = Led()
    first = led.start(1)
    led.begun.acquire()
    waiting = threading.Event()

    class Late(Turn):
        __slots__ = ()

        def wait(self):
            waiting.set()
            super().wait()
            raise KeyboardInterrupt

    interrupted = []

    def work():
        try:
            led.turns._queued(Late(2))
        except KeyboardInterrupt as error:
            interrupted.append(error)

    second = threading.Thread(target=work)
    second.start()
    waiting.wait()
    third = led.start(3)
    led.queued(3)
    for _ in range(2):
        led.go.release()
    for thread in (first, second, third):
        thread.join()
    assert len(interrupted) == 1
    assert led.groups == [[1], [3]]
