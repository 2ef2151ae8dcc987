/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend-error.h"
#include "mado-chain.h"
#include "mado-entity.h"
#include "mado-log-header.h"
#include "mado-log-place.h"

G_BEGIN_DECLS

/* Where the service keeps what a ward has: its streams, and the claims that they share. A backend is one connection and
 * belongs to one thread. There is one that writes in a ward, and any number that read beside it. What a backend is made
 * of stands behind this table of functions alone; the same tests hold each of them (tests/service/).
 *
 * Everything happens in a turn. What is written may still be on its way when its call returns: its fault may come from
 * a later call of the turn, and comes from the commit at the latest. After a fault a turn can only be undone. What is
 * not there is no fault: it is found as NULL, 0 or MADO_ID_NONE. */

typedef struct _MadoBackend MadoBackend;

/* How a stream stands. */
typedef struct {
  gint64 number;   /* of this ward's; 0: there is no such stream */
  gint64 epoch;    /* another after each promotion and each restore */
  gint64 revision; /* seq of the programme's last publication */
  MadoLogPlace head;
} MadoStreamStand;

/* An entry of the log as it is kept. */
typedef struct {
  gint64 seq;
  MadoId operation;                  /* once in the ward; MADO_ID_NONE: nobody could read it */
  MadoId entity;                     /* or MADO_ID_NONE */
  GBytes *header;                    /* canonical JSON */
  GBytes *payload;                   /* (nullable): the operation as it came; %NULL: erased */
  guint8 salt[MADO_CHAIN_SALT_SIZE]; /* zeros where the payload is erased */
  MadoHash payload_hash;
  MadoHash leaf;
  MadoHash chain;
  GArray *touched; /* (element-type MadoId): entities that it changed, or whose sight it changed; found by id */
} MadoStoredEntry;

/* How far the journal of a terminal's profile is here. */
typedef struct {
  MadoId id;
  char *account;
  char *terminal;
  gint64 received; /* the last dseq; 0: none */
  MadoHash chain;  /* of the journal there */
} MadoStoredDevice;

/* An entity as it is now. */
typedef struct {
  gint64 stream;
  gint64 seq; /* of the last entry that touched it; 0: there is no such entity */
  MadoId id;
  MadoEntity *entity; /* (nullable): %NULL where it was erased */
  MadoId about;       /* the case that it is about, or MADO_ID_NONE */
  guint rank;         /* a terminal that has nothing yet loads the lowest first */
} MadoStoredRow;

/* Who holds a claim. */
typedef struct {
  char *claim;
  MadoId holder;
} MadoStoredClaim;

/* A part of an attachment. */
typedef struct {
  MadoHash hash; /* of the whole */
  guint part;
  gsize length;
} MadoStoredPart;

/* A look at somebody's record. */
typedef struct {
  gint64 number; /* grows */
  MadoInstant at;
  const char *account; /* these three: the reader's own where it was listed */
  const char *terminal;
  const char *reason;
  MadoId entity;
} MadoStoredRead;

typedef enum {
  MADO_BACKEND_READ,  /* one snapshot, from the first look on */
  MADO_BACKEND_WRITE, /* on the connection that writes, alone in its ward */
} MadoBackendAccess;

typedef struct {
  const char *name;
  void (*free) (MadoBackend *self);

  /* A commit that returns TRUE is on the disk, and on that of the standby where there is one. One that does not has
   * promised nothing: what it wrote may be there or not, and whoever kept something in mind reads it again. */
  gboolean (*begin) (MadoBackend *self, MadoBackendAccess access, GError **error);
  gboolean (*commit) (MadoBackend *self, GError **error);
  void (*undo) (MadoBackend *self);

  /* (nullable): What the turn will look for: operations, entities, and what is about those. Who is far away asks for
   * all of it at once; it changes nothing but how long that takes. */
  gboolean (*expect) (MadoBackend *self, const GArray *operations, const GArray *entities, GError **error);

  gboolean (*find_stream) (MadoBackend *self, const char *name, MadoStreamStand *out_stand, GError **error);
  /* By their numbers, which have no gaps. */
  gboolean (*list_streams) (MadoBackend *self, GPtrArray **out_names, GError **error);
  gboolean (*add_stream) (MadoBackend *self, const char *name, gint64 epoch, gint64 *out_number, GError **error);
  gboolean (*set_stand) (MadoBackend *self, const MadoStreamStand *stand, GError **error);

  gboolean (*append_entry) (MadoBackend *self, gint64 stream, const MadoStoredEntry *entry, GError **error);
  gboolean (*find_entry) (MadoBackend *self, gint64 stream, gint64 seq, MadoStoredEntry **out_entry, GError **error);
  gboolean (*find_operation) (
      MadoBackend *self, MadoId operation, gint64 *out_stream, MadoStoredEntry **out_entry, GError **error);
  /* Those after @after, not more than @max_entries or than fit in @max_bytes of header and payload, but one at least.
   */
  gboolean (*list_entries) (MadoBackend *self,
                            gint64 stream,
                            gint64 after,
                            guint max_entries,
                            gsize max_bytes,
                            GPtrArray **out_entries,
                            GError **error);
  /* A stream's entries about an entity or that touched it, newest first, of those before @before: at the beginning
   * G_MAXINT64. */
  gboolean (*list_history) (MadoBackend *self,
                            gint64 stream,
                            MadoId entity,
                            gint64 before,
                            guint limit,
                            GPtrArray **out_entries,
                            GError **error);
  /* Of all entries about an entity. The hashes stay, so that the chain can be followed. */
  gboolean (*erase_payloads) (MadoBackend *self, MadoId entity, GError **error);

  gboolean (*find_device) (MadoBackend *self, gint64 stream, MadoId id, MadoStoredDevice **out_device, GError **error);
  gboolean (*put_device) (MadoBackend *self, gint64 stream, const MadoStoredDevice *device, GError **error);
  /* All of the stream, by id. */
  gboolean (*list_devices) (MadoBackend *self, gint64 stream, GPtrArray **out_devices, GError **error);

  gboolean (*find_entity) (MadoBackend *self, MadoId id, MadoStoredRow *out_row, GError **error);
  gboolean (*put_entity) (MadoBackend *self, const MadoStoredRow *row, GError **error);
  /* By rank, then by id; @place is of the backend's making (mado-row-place.h), "" at the beginning and NULL at the end.
   * It comes back from outside: MADO_BACKEND_ERROR_PLACE where it is none. */
  gboolean (*list_entities) (MadoBackend *self,
                             gint64 stream,
                             const char *place,
                             guint limit,
                             GArray **out_rows,
                             char **out_place,
                             GError **error);
  gboolean (*list_about) (MadoBackend *self, MadoId about, GArray **out_ids, GError **error);

  /* A claim has one holder in the ward: MADO_BACKEND_ERROR_TAKEN where it is another's. To hold what one holds already
   * changes nothing, nor does releasing what is another's or nobody's. */
  gboolean (*find_holder) (MadoBackend *self, const char *claim, MadoId *out_holder, GError **error);
  gboolean (*hold) (MadoBackend *self, const char *claim, MadoId holder, GError **error);
  gboolean (*release) (MadoBackend *self, const char *claim, MadoId holder, GError **error);
  /* In the order of their bytes, from after @after: at the beginning "". */
  gboolean (*list_claims) (MadoBackend *self, const char *after, guint limit, GArray **out_claims, GError **error);

  /* Attachments in parts, by the hash of the whole. A part that is put again takes the place of the one before. */
  gboolean (*put_blob) (MadoBackend *self, const MadoHash *hash, guint part, GBytes *bytes, GError **error);
  gboolean (*find_blob) (MadoBackend *self, const MadoHash *hash, guint part, GBytes **out_bytes, GError **error);
  gboolean (*drop_blob) (MadoBackend *self, const MadoHash *hash, GError **error);
  /* By hash and part, from after @after: at the beginning %NULL. */
  gboolean (*list_parts) (
      MadoBackend *self, const MadoStoredPart *after, guint limit, GArray **out_parts, GError **error);

  /* Accounts, terminals, programmes, staged operations, …: small things by name, each on its shelf. A key is not empty;
   * they are listed in the order of their bytes, from after @after: at the beginning "". */
  gboolean (*find_record) (MadoBackend *self, const char *shelf, const char *key, GBytes **out_value, GError **error);
  gboolean (*put_record) (MadoBackend *self, const char *shelf, const char *key, GBytes *value, GError **error);
  gboolean (*drop_record) (MadoBackend *self, const char *shelf, const char *key, GError **error);
  gboolean (*list_records) (MadoBackend *self,
                            const char *shelf,
                            const char *after,
                            guint limit,
                            GPtrArray **out_keys,
                            GPtrArray **out_values,
                            GError **error);
  /* The first that has something on it and comes after @after; NULL: there is none any more. */
  gboolean (*find_shelf) (MadoBackend *self, const char *after, char **out_shelf, GError **error);

  /* Its number is the backend's to give. */
  gboolean (*append_read) (MadoBackend *self, const MadoStoredRead *read, GError **error);
  gboolean (*list_reads) (MadoBackend *self, gint64 after, guint limit, GArray **out_reads, GError **error);
} MadoBackendType;

struct _MadoBackend {
  const MadoBackendType *type;
  GHashTable *changed; /* (nullable) (element-type utf8 MadoStreamStand): of whoever wants to be told which streams a
                          turn changed, and how they stand then */
};

void mado_backend_free (MadoBackend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBackend, mado_backend_free)

void mado_stored_entry_free (MadoStoredEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStoredEntry, mado_stored_entry_free)
gboolean mado_stored_entry_verify (const MadoStoredEntry *self, MadoChain *chain, GError **error);
void mado_stored_device_free (MadoStoredDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStoredDevice, mado_stored_device_free)
void mado_stored_row_clear (MadoStoredRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoStoredRow, mado_stored_row_clear)
void mado_stored_claim_clear (MadoStoredClaim *self);
void mado_stored_read_clear (MadoStoredRead *self);

/* All or nothing: what is not committed when it goes out of scope is undone. */
typedef struct _MadoTurn MadoTurn;

MadoTurn *mado_turn_begin (MadoBackend *backend, MadoBackendAccess access, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_turn_commit (MadoTurn *self, GError **error);
void mado_turn_undo (MadoTurn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTurn, mado_turn_undo)

G_END_DECLS
