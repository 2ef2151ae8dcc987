/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"
#include "mado-push.h"

G_BEGIN_DECLS

/* Work of a revoked terminal that an administrator wants taken (madoguchi-ctl service unsent-take): one for each
 * envelope, by its key, on a shelf of the office. The service writes on it what came of it, or why it could not; there
 * it stays as long as the envelope. */
typedef enum {
  MADO_UNSENT_PIECE_NONE,  /* there are operations, or nothing came of it yet */
  MADO_UNSENT_PIECE_KEPT,  /* others are missing */
  MADO_UNSENT_PIECE_WHOLE, /* the paper is where it belongs */
} MadoUnsentPiece;

typedef struct {
  char *key;             /* of the envelope */
  char *account;         /* of the administrator */
  char *fault;           /* (nullable): why the service could not */
  char *stream;          /* (nullable): where it belongs */
  MadoPushReply *reply;  /* (nullable): what came of each operation */
  MadoUnsentPiece piece; /* what came of the piece of a paper */
  gboolean has_reads;    /* they are in the log of reads … */
  guint n_reads;         /* … and so many of them had not been told before */
} MadoUnsentOrder;

gboolean mado_unsent_order_is_open (const MadoUnsentOrder *self);

void mado_unsent_order_free (MadoUnsentOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoUnsentOrder, mado_unsent_order_free)

/* Each within a turn of the office. */
gboolean mado_unsent_order_find (MadoBackend *office, const char *key, MadoUnsentOrder **out_order, GError **error);
GPtrArray *mado_unsent_order_list (MadoBackend *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_unsent_order_put (const MadoUnsentOrder *self, MadoBackend *office, GError **error);
gboolean mado_unsent_order_drop (MadoBackend *office, const char *key, GError **error);

G_END_DECLS
