"""Raphtory's own `temporally_reachable_nodes`, from the first moment and with no cap on hops."""

import tempfile

import numpy
import pandas
import pyarrow.parquet
from engine import answer_question, read_columns
from raphtory import Graph, algorithms


def load(path):
    source, target, time = read_columns(path)
    graph = Graph()
    table = pandas.DataFrame({"source": source, "target": target, "time": time})
    graph.load_edges(table, "time", "source", "target")
    start = int(time[0])
    hops = graph.count_nodes()
    reach = algorithms.temporally_reachable_nodes
    return (
        lambda node: (node, reach(graph, hops, start, [node])),
        lambda answer: arrivals(*answer, start),
    )


def arrivals(source, state, start):
    """Raphtory lists all arrivals at each node; a file hands them over far faster than Python."""
    with tempfile.NamedTemporaryFile() as file:
        state.to_parquet(file.name)
        table = pyarrow.parquet.read_table(file.name).combine_chunks()
    lists = table["reachable_nodes"].combine_chunks()
    offsets = lists.offsets.to_numpy()
    times = lists.values.field(0).to_numpy()
    reached = numpy.flatnonzero(offsets[1:] > offsets[:-1])
    first = numpy.minimum.reduceat(times, offsets[reached]) if len(reached) else times
    names = table["id"].to_numpy()[reached]
    others = first[names != str(source)]
    return 1 + len(others), start + int(others.sum())


answer_question(load)
