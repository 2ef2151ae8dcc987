-- What the service keeps of a ward. The schema of the other backend has the same tables.

CREATE TABLE stream (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  revision INTEGER NOT NULL, -- seq of the programme's last publication
  head_seq INTEGER NOT NULL,
  head_chain BLOB NOT NULL CHECK (length (head_chain) = 32)
) STRICT;

CREATE TABLE entry (
  stream INTEGER NOT NULL REFERENCES stream (number),
  seq INTEGER NOT NULL CHECK (seq > 0),
  operation BLOB UNIQUE CHECK (length (operation) = 16), -- NULL: nobody could read it
  entity BLOB CHECK (length (entity) = 16),
  header BLOB NOT NULL,
  payload BLOB, -- NULL: erased
  salt BLOB CHECK (length (salt) = 32), -- goes with the payload
  payload_hash BLOB NOT NULL CHECK (length (payload_hash) = 32),
  leaf BLOB NOT NULL CHECK (length (leaf) = 32),
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  PRIMARY KEY (stream, seq)
) STRICT;

CREATE INDEX entry_by_entity ON entry (entity, seq) WHERE entity IS NOT NULL;

-- What an entry changed, or whose sight it changed.
CREATE TABLE touch (
  stream INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  PRIMARY KEY (stream, seq, entity)
) STRICT, WITHOUT ROWID;

CREATE INDEX touch_by_entity ON touch (entity, seq);

-- How far the journal of a terminal's profile is here.
CREATE TABLE device (
  stream INTEGER NOT NULL REFERENCES stream (number),
  id BLOB NOT NULL CHECK (length (id) = 16),
  account TEXT NOT NULL,
  terminal TEXT NOT NULL,
  received INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  PRIMARY KEY (stream, id)
) STRICT;

-- What work is done on, as it is now. The narrow row is apart from the text, so that lists read few pages.
CREATE TABLE entity (
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  stream INTEGER NOT NULL REFERENCES stream (number),
  seq INTEGER NOT NULL, -- of the last entry that touched it
  rank INTEGER NOT NULL, -- a terminal that has nothing yet loads the lowest first
  about BLOB CHECK (length (about) = 16) -- the case that it is about
) STRICT;

CREATE INDEX entity_by_rank ON entity (stream, rank, id);
CREATE INDEX entity_by_about ON entity (about, id) WHERE about IS NOT NULL;

CREATE TABLE body (
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16), -- none: the entity was erased
  text BLOB NOT NULL
) STRICT;

-- Each text at most once in the ward: nobody is paid twice.
CREATE TABLE claim (
  claim TEXT PRIMARY KEY,
  holder BLOB NOT NULL CHECK (length (holder) = 16)
) STRICT, WITHOUT ROWID;

-- Attachments in parts, by the hash of the whole.
CREATE TABLE blob (
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, part)
) STRICT;

-- Accounts, terminals, programmes, …
CREATE TABLE record (
  shelf TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  value BLOB NOT NULL,
  PRIMARY KEY (shelf, key)
) STRICT;

-- Who looked at whose record.
CREATE TABLE read_log (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL, -- microseconds since 1970
  account TEXT NOT NULL,
  terminal TEXT NOT NULL,
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  reason TEXT NOT NULL
) STRICT;

PRAGMA application_id = 1835099247; -- "mado"
PRAGMA user_version = 1;
