-- What something that is made of the rows was made for: where the rules have changed since, it has to be made again.

CREATE TABLE basis (
  name TEXT PRIMARY KEY,
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 5;
