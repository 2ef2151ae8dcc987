/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-log-place.h"
#include "mado-service-row.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/rows: all that there is, in chunks, what is open first. The service goes on meanwhile: rows
 * are of different moments. */

#define MADO_ROWS_MAX_LENGTH (1024 * 1024) /* bytes of text; one row may always go alone */
#define MADO_ROWS_MAX_PLACE 1024           /* bytes */

typedef struct {
  guint64 nonce;
  gint64 epoch; /* 0: at the first chunk, whichever it is */
  char *place;  /* where to go on, in the service's words; "": from the beginning */
} MadoRowsRequest;

typedef struct {
  gint64 epoch;
  guint64 nonce;
  MadoHash sight; /* what they were cut for */
  MadoLogPlace head;
  char *place;  /* (nullable): where to go on; %NULL: this was all */
  GArray *rows; /* (element-type MadoServiceRow) */
} MadoRowsReply;

GBytes *mado_rows_request_write (const MadoRowsRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoRowsRequest *mado_rows_request_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_rows_request_free (MadoRowsRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRowsRequest, mado_rows_request_free)

MadoRowsReply *mado_rows_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_rows_reply_free (MadoRowsReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRowsReply, mado_rows_reply_free)
GBytes *mado_rows_reply_write (const MadoRowsReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoRowsReply *mado_rows_reply_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
