-- Where what people type is found: grams of folded keys (see src/store/search/mado-search-gram.c), nothing else of them.
-- Without contentless_delete, which would leave the grams of whoever is deleted in their pages until some later merge:
-- who deletes says what was indexed, and secure-delete takes it out of the page at once.

CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608); -- fewer merges while many rows come

PRAGMA user_version = 4;
