-- What names a case without being in it: calls, letters, what is claimed back.

CREATE TABLE about (
  subject TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (subject, row)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 9;
