// Edges by time and by number. Flow edges are written as FLOWS_TO, beside the relation itself.
CREATE INDEX flow_position IF NOT EXISTS FOR ()-[r:FLOWS_TO]-() ON (r.position);
CREATE INDEX flow_number IF NOT EXISTS FOR ()-[r:FLOWS_TO]-() ON (r.number);
CREATE INDEX flow_until IF NOT EXISTS FOR ()-[r:FLOWS_TO]-() ON (r.until);
CREATE INDEX posted_by_number IF NOT EXISTS FOR ()-[r:POSTED_BY]-() ON (r.number);
CREATE INDEX posted_by_until IF NOT EXISTS FOR ()-[r:POSTED_BY]-() ON (r.until);
CREATE INDEX tagged_number IF NOT EXISTS FOR ()-[r:TAGGED]-() ON (r.number);
CREATE INDEX tagged_until IF NOT EXISTS FOR ()-[r:TAGGED]-() ON (r.until);
CREATE INDEX mentions_number IF NOT EXISTS FOR ()-[r:MENTIONS]-() ON (r.number);
CREATE INDEX mentions_until IF NOT EXISTS FOR ()-[r:MENTIONS]-() ON (r.until);
