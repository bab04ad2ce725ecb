#!/usr/bin/env python3
"""igraph's Leiden on an edge list: seconds, modularity and memory of each run, then one line of JSON.

  python3 igraph_leiden.py FILE NODES [RUNS]

FILE has two node numbers from 0 on per line. `seconds`: two iterations by modularity, the graph being in memory.
"""
import json
import random
import resource
import sys
import time

import igraph

with open(sys.argv[1]) as lines:
    edges = [tuple(map(int, line.split())) for line in lines]
graph = igraph.Graph(n=int(sys.argv[2]), edges=edges)
del edges
seconds, modularity, clusters = [], [], []
for run in range(int(sys.argv[3]) if len(sys.argv) > 3 else 3):
    random.seed(run)
    started = time.perf_counter()
    found = graph.community_leiden(objective_function="modularity", n_iterations=2)
    seconds.append(time.perf_counter() - started)
    modularity.append(found.modularity)
    clusters.append(len(found))
    print("igraph, seed %d: %.2f s, modularity %.5f, %d clusters" % (run, seconds[-1], modularity[-1], clusters[-1]))
print(json.dumps({"peer": "igraph %s, Python %s" % (igraph.__version__, sys.version.split()[0]), "seconds": seconds,
                  "modularity": modularity, "clusters": clusters,
                  "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
