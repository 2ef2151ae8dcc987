-- What this terminal has of its stream, and what was done here.

-- What is shown: as the service said it, with what is pending here on top. The narrow row is apart from the text, so
-- that lists read few pages.
CREATE TABLE entity (
  row INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL -- of the log entry that the service's word is of; 0: it has not spoken; -1: it may have changed
) STRICT;

CREATE INDEX entity_by_state ON entity (kind, state, id);
CREATE INDEX entity_to_confirm ON entity (id) WHERE seq = -1;

CREATE TABLE body (
  row INTEGER PRIMARY KEY,
  text BLOB NOT NULL
) STRICT;

-- The service's word on those entities that pending operations changed.
CREATE TABLE overlay (
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  seq INTEGER NOT NULL,
  text BLOB -- NULL: it knows of none
) STRICT;

-- What was done here, in order. No migration touches it.
CREATE TABLE journal (
  dseq INTEGER PRIMARY KEY, -- from 1, without gaps
  operation BLOB NOT NULL UNIQUE CHECK (length (operation) = 16),
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  together BLOB CHECK (length (together) = 16), -- the operation's group
  withdraws BLOB CHECK (length (withdraws) = 16), -- the operation that this one takes back
  hash BLOB NOT NULL CHECK (length (hash) = 32), -- of the text
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  text BLOB, -- NULL: erased
  at INTEGER NOT NULL, -- microseconds since 1970
  hold_until INTEGER NOT NULL, -- the same; it is not sent before
  state INTEGER NOT NULL,
  code TEXT -- why it was refused, by the service or, while it is pending, here
) STRICT;

CREATE INDEX journal_by_entity ON journal (entity);
CREATE INDEX journal_by_state ON journal (state);
CREATE INDEX journal_by_group ON journal (together) WHERE together IS NOT NULL;

-- How far the service's log is in this file, and how far this journal is with the service.
CREATE TABLE cursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch INTEGER NOT NULL, -- 0: nothing was ever loaded
  seq INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  highest INTEGER NOT NULL, -- the highest head seen while loading: before it is reached, rows may be ahead of others
  highest_chain BLOB NOT NULL CHECK (length (highest_chain) = 32),
  place TEXT, -- where the loading goes on; NULL: all is loaded
  received INTEGER NOT NULL -- the last dseq that the service has
) STRICT;

INSERT INTO cursor VALUES (1, 0, 0, zeroblob (32), 0, zeroblob (32), NULL, 0);

-- What was typed and not yet saved.
CREATE TABLE draft (
  key TEXT NOT NULL UNIQUE,
  entity BLOB NOT NULL CHECK (length (entity) = 16), -- zero: of none
  text BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_by_entity ON draft (entity);

-- Who looked at what; it goes when the service has it.
CREATE TABLE read_log (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX read_log_by_entity ON read_log (entity);

-- Attachments that were fetched, by their hash.
CREATE TABLE blob (
  hash BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),
  size INTEGER NOT NULL,
  used INTEGER NOT NULL, -- microseconds since 1970
  is_pinned INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE INDEX blob_by_use ON blob (is_pinned, used, size);

CREATE TABLE blob_owner (
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  PRIMARY KEY (entity, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_owner_by_hash ON blob_owner (hash);

-- What was here and must not come back.
CREATE TABLE erased (
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  hash BLOB NOT NULL, -- of the text it last had; empty where it was not here
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  is_scrubbed INTEGER NOT NULL -- whether the write-ahead log is free of it, too
) STRICT;

CREATE INDEX erased_to_scrub ON erased (is_scrubbed) WHERE is_scrubbed = 0;

PRAGMA user_version = 2;
