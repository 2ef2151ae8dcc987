/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-query.h"

G_BEGIN_DECLS

/* The functions of MadoBackendType as both backends have them; mado-backend.h says what they do. */

gboolean mado_sql_find_stream (MadoBackend *self, const char *name, MadoStreamStand *out_stand, GError **error);
gboolean mado_sql_list_streams (MadoBackend *self, GPtrArray **out_names, GError **error);
gboolean mado_sql_add_stream (MadoBackend *self, const char *name, gint64 epoch, gint64 *out_number, GError **error);
gboolean mado_sql_set_stand (MadoBackend *self, const MadoStreamStand *stand, GError **error);

gboolean mado_sql_append_entry (MadoBackend *self, gint64 stream, const MadoStoredEntry *entry, GError **error);
gboolean mado_sql_find_entry (
    MadoBackend *self, gint64 stream, gint64 seq, MadoStoredEntry **out_entry, GError **error);
gboolean mado_sql_find_operation (
    MadoBackend *self, MadoId operation, gint64 *out_stream, MadoStoredEntry **out_entry, GError **error);
gboolean mado_sql_list_entries (MadoBackend *self,
                                gint64 stream,
                                gint64 after,
                                guint max_entries,
                                gsize max_bytes,
                                GPtrArray **out_entries,
                                GError **error);
gboolean mado_sql_list_history (MadoBackend *self,
                                gint64 stream,
                                MadoId entity,
                                gint64 before,
                                guint limit,
                                GPtrArray **out_entries,
                                GError **error);
gboolean mado_sql_erase_payloads (MadoBackend *self, MadoId entity, GError **error);

gboolean mado_sql_find_device (
    MadoBackend *self, gint64 stream, MadoId id, MadoStoredDevice **out_device, GError **error);
gboolean mado_sql_put_device (MadoBackend *self, gint64 stream, const MadoStoredDevice *device, GError **error);
gboolean mado_sql_list_devices (MadoBackend *self, gint64 stream, GPtrArray **out_devices, GError **error);

gboolean mado_sql_find_entity (MadoBackend *self, MadoId id, MadoStoredRow *out_row, GError **error);
gboolean mado_sql_put_entity (MadoBackend *self, const MadoStoredRow *row, GError **error);
gboolean mado_sql_list_entities (MadoBackend *self,
                                 gint64 stream,
                                 const char *place,
                                 guint limit,
                                 GArray **out_rows,
                                 char **out_place,
                                 GError **error);
gboolean mado_sql_list_about (MadoBackend *self, MadoId about, GArray **out_ids, GError **error);

gboolean mado_sql_find_holder (MadoBackend *self, const char *claim, MadoId *out_holder, GError **error);
gboolean mado_sql_hold (MadoBackend *self, const char *claim, MadoId holder, GError **error);
gboolean mado_sql_release (MadoBackend *self, const char *claim, MadoId holder, GError **error);
gboolean mado_sql_list_claims (MadoBackend *self, const char *after, guint limit, GArray **out_claims, GError **error);

gboolean mado_sql_put_blob (MadoBackend *self, const MadoHash *hash, guint part, GBytes *bytes, GError **error);
gboolean mado_sql_find_blob (MadoBackend *self, const MadoHash *hash, guint part, GBytes **out_bytes, GError **error);
gboolean mado_sql_drop_blob (MadoBackend *self, const MadoHash *hash, GError **error);
gboolean mado_sql_list_parts (
    MadoBackend *self, const MadoStoredPart *after, guint limit, GArray **out_parts, GError **error);

gboolean mado_sql_find_record (
    MadoBackend *self, const char *shelf, const char *key, GBytes **out_value, GError **error);
gboolean mado_sql_put_record (MadoBackend *self, const char *shelf, const char *key, GBytes *value, GError **error);
gboolean mado_sql_drop_record (MadoBackend *self, const char *shelf, const char *key, GError **error);
gboolean mado_sql_list_records (MadoBackend *self,
                                const char *shelf,
                                const char *after,
                                guint limit,
                                GPtrArray **out_keys,
                                GPtrArray **out_values,
                                GError **error);
gboolean mado_sql_find_shelf (MadoBackend *self, const char *after, char **out_shelf, GError **error);

gboolean mado_sql_append_read (MadoBackend *self, const MadoStoredRead *read, GError **error);
gboolean mado_sql_list_reads (MadoBackend *self, gint64 after, guint limit, GArray **out_reads, GError **error);

#define MADO_SQL_ROOMS                                                                                                 \
  .find_stream = mado_sql_find_stream, .list_streams = mado_sql_list_streams, .add_stream = mado_sql_add_stream,       \
  .set_stand = mado_sql_set_stand, .append_entry = mado_sql_append_entry, .find_entry = mado_sql_find_entry,           \
  .find_operation = mado_sql_find_operation, .list_entries = mado_sql_list_entries,                                    \
  .list_history = mado_sql_list_history, .erase_payloads = mado_sql_erase_payloads,                                    \
  .find_device = mado_sql_find_device, .put_device = mado_sql_put_device, .list_devices = mado_sql_list_devices,       \
  .find_entity = mado_sql_find_entity, .put_entity = mado_sql_put_entity, .list_entities = mado_sql_list_entities,     \
  .list_about = mado_sql_list_about, .find_holder = mado_sql_find_holder, .hold = mado_sql_hold,                       \
  .release = mado_sql_release, .list_claims = mado_sql_list_claims, .put_blob = mado_sql_put_blob,                     \
  .find_blob = mado_sql_find_blob, .drop_blob = mado_sql_drop_blob, .list_parts = mado_sql_list_parts,                 \
  .find_record = mado_sql_find_record, .put_record = mado_sql_put_record, .drop_record = mado_sql_drop_record,         \
  .list_records = mado_sql_list_records, .find_shelf = mado_sql_find_shelf, .append_read = mado_sql_append_read,       \
  .list_reads = mado_sql_list_reads

G_END_DECLS
