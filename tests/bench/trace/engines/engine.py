"""What the engines in Python share: the file, the clock and the lines they print."""

import json
import resource
import sys
import time

import numpy

MAX_RUNS = 51
BUDGET_MS = 1000
MEMORY_LIMIT = 12 << 30


def read_columns(path):
    """Source, target and time (seconds) of the edges, in the order of time."""
    records = numpy.fromfile(path, dtype="<u4").reshape(-1, 3).astype(numpy.int64)
    return records[:, 0], records[:, 1], records[:, 2]


def print_line(**line):
    print(json.dumps(line), flush=True)


def answer_question(load):
    """`load(path)` gives what is timed, from a source to an answer, and what reads off an answer
    (reach, sum of arrivals)."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    _, _, path, _, sources = sys.argv
    begun = time.perf_counter()
    ask, tell = load(path)
    print_line(loadMs=(time.perf_counter() - begun) * 1000)
    for source in map(int, sources.split(",")):
        ms = []
        while not ms or (len(ms) < MAX_RUNS and sum(ms) < BUDGET_MS):
            begun = time.perf_counter()
            answer = ask(source)
            ms.append((time.perf_counter() - begun) * 1000)
        reach, total = tell(answer)
        print_line(source=source, reach=int(reach), sum=str(int(total)), ms=ms)
    print_line(peakMb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
