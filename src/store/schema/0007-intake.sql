-- What was taken in from files, and what came beside the cases.

-- Cases by the claim of their receipt number: no other claim is known to a terminal.
CREATE TABLE receipt (
  claim TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (claim, row)
) STRICT, WITHOUT ROWID;

-- A file that was taken in, with one map of the programme. The file itself is a blob that stays.
CREATE TABLE import (
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  map TEXT NOT NULL,
  name TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  at INTEGER NOT NULL, -- microseconds since 1970
  account TEXT NOT NULL,
  n_rows INTEGER NOT NULL, -- in the file, without its heading
  is_done INTEGER NOT NULL,
  UNIQUE (hash, map)
) STRICT;

CREATE INDEX import_by_map ON import (map, is_done, at);

-- What was done with a case by a row of a file.
CREATE TABLE import_row (
  import BLOB NOT NULL CHECK (length (import) = 16),
  row INTEGER NOT NULL,
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  content BLOB NOT NULL CHECK (length (content) = 32), -- by which the row is known when it comes again
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_by_entity ON import_row (entity);

-- What an attachment of a case is. Its bytes are a blob, its owner the case.
CREATE TABLE attachment (
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (entity, hash)
) STRICT, WITHOUT ROWID;

-- What a register says of people: beside the cases, never in them.
CREATE TABLE reference_row (
  import BLOB NOT NULL CHECK (length (import) = 16),
  row INTEGER NOT NULL,
  key TEXT NOT NULL, -- by which a case finds it
  text BLOB NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX reference_row_by_key ON reference_row (key);

PRAGMA user_version = 7;
