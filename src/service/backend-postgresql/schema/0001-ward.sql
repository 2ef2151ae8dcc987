-- What the service keeps of a ward. The schema of the other backend has the same tables, and no writer: its file has a
-- lock. Texts compare by their bytes.

CREATE TABLE stream (
  number BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  epoch BIGINT NOT NULL,
  revision BIGINT NOT NULL, -- seq of the programme's last publication
  head_seq BIGINT NOT NULL,
  head_chain BYTEA NOT NULL CHECK (length (head_chain) = 32)
) WITH (fillfactor = 50); -- updated in place, with each turn

CREATE TABLE entry (
  stream BIGINT NOT NULL REFERENCES stream (number),
  seq BIGINT NOT NULL CHECK (seq > 0),
  operation UUID UNIQUE, -- NULL: nobody could read it
  entity UUID,
  header BYTEA NOT NULL,
  payload BYTEA, -- NULL: erased
  salt BYTEA CHECK (length (salt) = 32), -- goes with the payload
  payload_hash BYTEA NOT NULL CHECK (length (payload_hash) = 32),
  leaf BYTEA NOT NULL CHECK (length (leaf) = 32),
  chain BYTEA NOT NULL CHECK (length (chain) = 32),
  PRIMARY KEY (stream, seq)
);

CREATE INDEX entry_by_entity ON entry (entity, seq) WHERE entity IS NOT NULL;

-- What an entry changed, or whose sight it changed.
CREATE TABLE touch (
  stream BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  entity UUID NOT NULL,
  PRIMARY KEY (stream, seq, entity)
);

CREATE INDEX touch_by_entity ON touch (entity, seq);

-- How far the journal of a terminal's profile is here.
CREATE TABLE device (
  stream BIGINT NOT NULL REFERENCES stream (number),
  id UUID NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  terminal TEXT COLLATE "C" NOT NULL,
  received BIGINT NOT NULL,
  chain BYTEA NOT NULL CHECK (length (chain) = 32),
  PRIMARY KEY (stream, id)
) WITH (fillfactor = 50);

-- What work is done on, as it is now. The narrow row is apart from the text, so that lists read few pages.
CREATE TABLE entity (
  id UUID PRIMARY KEY,
  stream BIGINT NOT NULL REFERENCES stream (number),
  seq BIGINT NOT NULL, -- of the last entry that touched it
  rank BIGINT NOT NULL, -- a terminal that has nothing yet loads the lowest first
  about UUID -- the case that it is about
) WITH (fillfactor = 80);

CREATE INDEX entity_by_rank ON entity (stream, rank, id);
CREATE INDEX entity_by_about ON entity (about, id) WHERE about IS NOT NULL;

CREATE TABLE body (
  id UUID PRIMARY KEY, -- none: the entity was erased
  text BYTEA NOT NULL
) WITH (fillfactor = 80);

-- Each text at most once in the ward: nobody is paid twice.
CREATE TABLE claim (
  claim TEXT COLLATE "C" PRIMARY KEY,
  holder UUID NOT NULL
);

-- Attachments in parts, by the hash of the whole. They are packed already.
CREATE TABLE blob (
  hash BYTEA NOT NULL CHECK (length (hash) = 32),
  part BIGINT NOT NULL,
  bytes BYTEA STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (hash, part)
);

-- Accounts, terminals, programmes, …
CREATE TABLE record (
  shelf TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
  value BYTEA NOT NULL,
  PRIMARY KEY (shelf, key)
);

-- Who looked at whose record.
CREATE TABLE read_log (
  number BIGINT PRIMARY KEY,
  at BIGINT NOT NULL, -- microseconds since 1970
  account TEXT COLLATE "C" NOT NULL,
  terminal TEXT COLLATE "C" NOT NULL,
  entity UUID NOT NULL,
  reason TEXT NOT NULL
);

-- Which service writes: it counts its turns in this row, and holds it until its commit. Another that comes takes the next
-- number, and whoever has an older one writes no more.
CREATE TABLE writer (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  fence BIGINT NOT NULL,
  turns BIGINT NOT NULL
) WITH (fillfactor = 10);

INSERT INTO writer VALUES (1, 0, 0);

CREATE TABLE schema_version (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number BIGINT NOT NULL
);

INSERT INTO schema_version VALUES (1, 1);
