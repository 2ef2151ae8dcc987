/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-replica.h"

G_BEGIN_DECLS

/* What was attached here, and how far its bytes are with the service. They go when the service has taken the operation
 * that names them: before, it does not know the case, nor whether this person may attach anything to it. */
typedef struct {
  MadoId operation; /* "case.attach", "case.cover" */
  MadoId entity;
  char *item;
  MadoHash hash;
  gint64 size;
  guint n_parts; /* that the service has */
  gint64 epoch;  /* in which it had all; 0: it never had */
} MadoBlobToSend;

void mado_blob_to_send_clear (MadoBlobToSend *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoBlobToSend, mado_blob_to_send_clear)

gboolean mado_blob_to_send_add (MadoDatabase *database, const MadoOperation *operation, GError **error);
gboolean mado_blob_to_send_find (
    MadoDatabase *database, gint64 epoch, gint64 after, gint64 *out_row, MadoBlobToSend *out_blob, GError **error);
gboolean mado_blob_to_send_find_left (
    MadoDatabase *database, gint64 after, gint64 *out_row, MadoBlobToSend *out_blob, GError **error);
gboolean mado_blob_to_send_note_parts (MadoDatabase *database, MadoId operation, guint n_parts, GError **error);
gboolean mado_blob_to_send_note_whole (MadoDatabase *database, MadoId operation, gint64 epoch, GError **error);
gboolean mado_blob_to_send_count (MadoDatabase *database, gint64 epoch, guint *out_count, GError **error);
GBytes *mado_blob_to_send_load_part (MadoDatabase *database,
                                     const MadoHash *hash,
                                     gint64 first,
                                     gint64 length,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
