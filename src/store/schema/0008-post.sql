-- Attachments on their way between this terminal and the service.

-- What has come of an attachment that is being fetched: it goes on from there, also after a crash.
CREATE TABLE blob_piece (
  hash BLOB NOT NULL CHECK (length (hash) = 32), -- of the whole
  first INTEGER NOT NULL, -- place of its first byte
  entity BLOB NOT NULL CHECK (length (entity) = 16), -- for which it is fetched
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (hash, first)
) STRICT;

CREATE INDEX blob_piece_by_entity ON blob_piece (entity);

-- What an operation of the journal has attached, and how far its bytes are with the service.
CREATE TABLE blob_to_send (
  operation BLOB NOT NULL UNIQUE CHECK (length (operation) = 16),
  entity BLOB NOT NULL CHECK (length (entity) = 16),
  item TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  n_parts INTEGER NOT NULL, -- that the service has
  epoch INTEGER NOT NULL -- in which it had all of them; 0: it never had
) STRICT;

CREATE INDEX blob_to_send_by_epoch ON blob_to_send (epoch);
CREATE INDEX blob_to_send_by_entity ON blob_to_send (entity);

PRAGMA user_version = 8;
