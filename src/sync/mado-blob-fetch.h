/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-blob-errand.h"
#include "mado-database.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* Attachments that somebody wants to look at, fetched from the service: the one first that was asked for last. What has
 * come is kept piece by piece. On the thread of the replica. */
typedef struct _MadoBlobFetch MadoBlobFetch;

/* How far one is. */
typedef struct {
  MadoHash hash;
  gint64 n_here;
  gint64 n_whole;
  gboolean is_over;
  GError *error; /* (nullable): why it is over */
} MadoBlobTiding;

void mado_blob_tiding_free (MadoBlobTiding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBlobTiding, mado_blob_tiding_free)

MadoBlobFetch *mado_blob_fetch_new (MadoDatabase *database, const MadoBlobWay *way) G_GNUC_WARN_UNUSED_RESULT;
void mado_blob_fetch_free (MadoBlobFetch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBlobFetch, mado_blob_fetch_free)

void mado_blob_fetch_wish (MadoBlobFetch *self, MadoId entity, const MadoHash *hash);
void mado_blob_fetch_forget (MadoBlobFetch *self, const MadoHash *hash);
void mado_blob_fetch_go_on (MadoBlobFetch *self);
gboolean mado_blob_fetch_hear (MadoBlobFetch *self, guint64 ticket, const MadoResponse *answer);
void mado_blob_fetch_rest (MadoBlobFetch *self);
void mado_blob_fetch_give_up (MadoBlobFetch *self, MadoObstacle obstacle);

gboolean mado_blob_fetch_is_wanted (const MadoBlobFetch *self);
MadoInstant mado_blob_fetch_get_next_wake (const MadoBlobFetch *self);
GPtrArray *mado_blob_fetch_take_tidings (MadoBlobFetch *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
