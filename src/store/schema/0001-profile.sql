-- Whose file this is, and what its owner set.

CREATE TABLE profile (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id BLOB NOT NULL CHECK (length (id) = 16),
  ward TEXT NOT NULL,
  programme TEXT NOT NULL,
  device BLOB NOT NULL CHECK (length (device) = 16)
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 1835099247; -- "mado"
PRAGMA user_version = 1;
