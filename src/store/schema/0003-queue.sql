-- The work lists: what stands in each and where, and how long each is.

CREATE TABLE queue_row (
  queue TEXT NOT NULL,
  key BLOB NOT NULL, -- compares as the values do by which the list is sorted
  row INTEGER NOT NULL,
  PRIMARY KEY (queue, key, row)
) STRICT, WITHOUT ROWID;

-- The ladder of a list: how many rows stand from here to the next rung, so that a position is found without counting.
CREATE TABLE queue_rung (
  queue TEXT NOT NULL,
  key BLOB NOT NULL,
  row INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (queue, key, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
