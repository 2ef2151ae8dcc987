/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-memory-backend.h"
#include "mado-shared-map.h"

G_BEGIN_DECLS

/* What the rooms of a ward in memory share; for mado-memory-*.c alone. One ordered map has all of it, under keys that
 * sort as the tables of a database would: TABLE/KEY, numbers with leading zeros. */

typedef struct {
  MadoBackend parent;
  MadoMemoryWard *ward;
  gboolean may_write;
  MadoSharedMap *map; /* (nullable): as the turn has it */
  gboolean is_in_turn;
  gboolean is_writing;
  gboolean is_faulty; /* something in the turn failed */
  guint n_calls;
  guint fails_at; /* 0: never */
  gboolean has_failed;
} MadoMemoryBackend;

#define MADO_MEMORY_NUMBER "%019" G_GINT64_FORMAT

gboolean mado_memory_backend_refuse (MadoBackend *backend, MadoBackendError code, const char *message, GError **error);
gboolean mado_memory_backend_enter (MadoBackend *backend, gboolean writes, GError **error);
void mado_memory_backend_put (MadoBackend *backend, const char *key, gpointer box, GDestroyNotify clear);
gpointer mado_memory_backend_box_copy (gconstpointer bytes, gsize size) G_GNUC_WARN_UNUSED_RESULT;
void mado_memory_backend_drop (MadoBackend *backend, const char *key);
gpointer mado_memory_backend_find (MadoBackend *backend, const char *key);
gpointer mado_memory_backend_find_next (MadoBackend *backend, const char *table, char **key);
char *mado_memory_backend_key_of_id (const char *table, MadoId id) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_memory_backend_has_stream (MadoBackend *backend, gint64 number);

/* The functions of MadoBackendType, as mado-backend.h says what they do. */

gboolean mado_memory_backend_find_stream (MadoBackend *backend,
                                          const char *name,
                                          MadoStreamStand *out_stand,
                                          GError **error);
gboolean mado_memory_backend_list_streams (MadoBackend *backend, GPtrArray **out_names, GError **error);
gboolean mado_memory_backend_add_stream (
    MadoBackend *backend, const char *name, gint64 epoch, gint64 *out_number, GError **error);
gboolean mado_memory_backend_set_stand (MadoBackend *backend, const MadoStreamStand *stand, GError **error);
gboolean mado_memory_backend_append_entry (MadoBackend *backend,
                                           gint64 stream,
                                           const MadoStoredEntry *entry,
                                           GError **error);
gboolean mado_memory_backend_find_entry (
    MadoBackend *backend, gint64 stream, gint64 seq, MadoStoredEntry **out_entry, GError **error);
gboolean mado_memory_backend_find_operation (
    MadoBackend *backend, MadoId operation, gint64 *out_stream, MadoStoredEntry **out_entry, GError **error);
gboolean mado_memory_backend_list_entries (MadoBackend *backend,
                                           gint64 stream,
                                           gint64 after,
                                           guint max_entries,
                                           gsize max_bytes,
                                           GPtrArray **out_entries,
                                           GError **error);
gboolean mado_memory_backend_list_history (MadoBackend *backend,
                                           gint64 stream,
                                           MadoId entity,
                                           gint64 before,
                                           guint limit,
                                           GPtrArray **out_entries,
                                           GError **error);
gboolean mado_memory_backend_erase_payloads (MadoBackend *backend, MadoId entity, GError **error);
gboolean mado_memory_backend_find_device (
    MadoBackend *backend, gint64 stream, MadoId id, MadoStoredDevice **out_device, GError **error);
gboolean mado_memory_backend_put_device (MadoBackend *backend,
                                         gint64 stream,
                                         const MadoStoredDevice *device,
                                         GError **error);
gboolean mado_memory_backend_list_devices (MadoBackend *backend,
                                           gint64 stream,
                                           GPtrArray **out_devices,
                                           GError **error);
gboolean mado_memory_backend_find_entity (MadoBackend *backend, MadoId id, MadoStoredRow *out_row, GError **error);
gboolean mado_memory_backend_put_entity (MadoBackend *backend, const MadoStoredRow *row, GError **error);
gboolean mado_memory_backend_list_entities (MadoBackend *backend,
                                            gint64 stream,
                                            const char *place,
                                            guint limit,
                                            GArray **out_rows,
                                            char **out_place,
                                            GError **error);
gboolean mado_memory_backend_list_about (MadoBackend *backend, MadoId about, GArray **out_ids, GError **error);
gboolean mado_memory_backend_find_holder (MadoBackend *backend, const char *claim, MadoId *out_holder, GError **error);
gboolean mado_memory_backend_hold (MadoBackend *backend, const char *claim, MadoId holder, GError **error);
gboolean mado_memory_backend_release (MadoBackend *backend, const char *claim, MadoId holder, GError **error);
gboolean mado_memory_backend_list_claims (
    MadoBackend *backend, const char *after, guint limit, GArray **out_claims, GError **error);
gboolean mado_memory_backend_put_blob (
    MadoBackend *backend, const MadoHash *hash, guint part, GBytes *bytes, GError **error);
gboolean mado_memory_backend_find_blob (
    MadoBackend *backend, const MadoHash *hash, guint part, GBytes **out_bytes, GError **error);
gboolean mado_memory_backend_drop_blob (MadoBackend *backend, const MadoHash *hash, GError **error);
gboolean mado_memory_backend_list_parts (
    MadoBackend *backend, const MadoStoredPart *after, guint limit, GArray **out_parts, GError **error);
gboolean mado_memory_backend_find_record (
    MadoBackend *backend, const char *shelf, const char *key, GBytes **out_value, GError **error);
gboolean mado_memory_backend_put_record (
    MadoBackend *backend, const char *shelf, const char *key, GBytes *value, GError **error);
gboolean mado_memory_backend_drop_record (MadoBackend *backend, const char *shelf, const char *key, GError **error);
gboolean mado_memory_backend_list_records (MadoBackend *backend,
                                           const char *shelf,
                                           const char *after,
                                           guint limit,
                                           GPtrArray **out_keys,
                                           GPtrArray **out_values,
                                           GError **error);
gboolean mado_memory_backend_find_shelf (MadoBackend *backend, const char *after, char **out_shelf, GError **error);
gboolean mado_memory_backend_append_read (MadoBackend *backend, const MadoStoredRead *read, GError **error);
gboolean mado_memory_backend_list_reads (
    MadoBackend *backend, gint64 after, guint limit, GArray **out_reads, GError **error);

#define MADO_MEMORY_ROOMS                                                                                              \
  .find_stream = mado_memory_backend_find_stream, .list_streams = mado_memory_backend_list_streams,                    \
  .add_stream = mado_memory_backend_add_stream, .set_stand = mado_memory_backend_set_stand,                            \
  .append_entry = mado_memory_backend_append_entry, .find_entry = mado_memory_backend_find_entry,                      \
  .find_operation = mado_memory_backend_find_operation, .list_entries = mado_memory_backend_list_entries,              \
  .list_history = mado_memory_backend_list_history, .erase_payloads = mado_memory_backend_erase_payloads,              \
  .find_device = mado_memory_backend_find_device, .put_device = mado_memory_backend_put_device,                        \
  .list_devices = mado_memory_backend_list_devices, .find_entity = mado_memory_backend_find_entity,                    \
  .put_entity = mado_memory_backend_put_entity, .list_entities = mado_memory_backend_list_entities,                    \
  .list_about = mado_memory_backend_list_about, .find_holder = mado_memory_backend_find_holder,                        \
  .hold = mado_memory_backend_hold, .release = mado_memory_backend_release,                                            \
  .list_claims = mado_memory_backend_list_claims, .put_blob = mado_memory_backend_put_blob,                            \
  .find_blob = mado_memory_backend_find_blob, .drop_blob = mado_memory_backend_drop_blob,                              \
  .list_parts = mado_memory_backend_list_parts, .find_record = mado_memory_backend_find_record,                        \
  .put_record = mado_memory_backend_put_record, .drop_record = mado_memory_backend_drop_record,                        \
  .list_records = mado_memory_backend_list_records, .find_shelf = mado_memory_backend_find_shelf,                      \
  .append_read = mado_memory_backend_append_read, .list_reads = mado_memory_backend_list_reads

G_END_DECLS
