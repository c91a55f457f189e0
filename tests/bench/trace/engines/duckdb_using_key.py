"""Label correcting in rounds: DuckDB's recursive CTE `USING KEY`, one row for each node."""

import duckdb
from engine import answer_question, read_columns

QUERY = """
WITH RECURSIVE arrival(node, arrived) USING KEY (node) AS (
    SELECT $source::INTEGER, $start::INTEGER
  UNION
    SELECT e.target, min(e.time)
    FROM arrival AS a
    JOIN edges AS e ON e.source = a.node AND e.time >= a.arrived
    LEFT JOIN recurring.arrival AS known ON known.node = e.target
    WHERE known.arrived IS NULL OR e.time < known.arrived
    GROUP BY e.target
)
SELECT count(*), sum(arrived) FROM arrival
"""


def load(path):
    source, target, time = (column.astype("int32") for column in read_columns(path))
    start = int(time[0])
    database = duckdb.connect()
    columns = {"source": source, "target": target, "time": time}
    database.execute("CREATE TABLE edges AS SELECT * FROM columns")

    def ask(node):
        return database.execute(QUERY, {"source": node, "start": start}).fetchone()

    return ask, tuple


answer_question(load)
