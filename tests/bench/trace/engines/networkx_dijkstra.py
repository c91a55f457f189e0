"""Temporal Dijkstra on networkx: times of each pair in an attribute, earliest arrival first."""

from bisect import bisect_left
from heapq import heappop, heappush

import networkx
from engine import answer_question, read_columns


def load(path):
    sources, targets, times = (column.tolist() for column in read_columns(path))
    graph = networkx.DiGraph()
    for source, target, at in zip(sources, targets, times):
        if graph.has_edge(source, target):
            graph[source][target]["times"].append(at)
        else:
            graph.add_edge(source, target, times=[at])
    start = times[0]
    return lambda source: arrivals(graph.adj, source, start), tuple


def arrivals(adjacency, source, start):
    label = {source: start}
    heap = [(start, source)]
    while heap:
        now, node = heappop(heap)
        if label[node] != now:
            continue
        for target, pair in adjacency[node].items():
            times = pair["times"]
            first = bisect_left(times, now)
            if first < len(times) and times[first] < label.get(target, 1 << 62):
                label[target] = times[first]
                heappush(heap, (times[first], target))
    return len(label), sum(label.values())


answer_question(load)
