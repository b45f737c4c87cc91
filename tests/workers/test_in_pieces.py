"""Work in pieces: every piece once, each process made once, and a process that dies is said."""

import os
import time

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.workers.in_pieces import InPieces

PIECES = [f"piece-{number}" for number in range(12)]


def made():
    return f"made in {os.getpid()}"


def done(what, piece):
    time.sleep(0.01)
    return piece, what, os.getpid()


def dying(_what, piece):
    if piece == "piece-3":
        os._exit(9)
    return piece


def failing(_what, piece):
    raise ValueError(f"cannot do {piece}")


@pytest.mark.parametrize("processes", [1, 3])
def test_every_piece_is_done_once_with_what_its_own_process_was_made_with(processes):
    results = list(InPieces(made, done).run(PIECES, processes))
    assert sorted(piece for piece, _, _ in results) == sorted(PIECES)
    assert all(what == f"made in {process}" for _, what, process in results)
    assert ({process for _, _, process in results} == {os.getpid()}) is (processes == 1)


def test_nothing_to_do_is_no_error():
    assert list(InPieces(made, done).run([], 3)) == []


def test_a_process_that_dies_is_said_and_an_error_is_the_pieces_own():
    with pytest.raises(CannotDo, match="a process died"):
        list(InPieces(made, dying).run(PIECES, 2))
    for processes in (1, 2):
        with pytest.raises(ValueError, match="cannot do piece-"):
            list(InPieces(made, failing).run(PIECES, processes))
