/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-title.h"
#include "mado-search.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* What the search box finds, ready to be shown. */

typedef struct {
  MadoId id;
  MadoCaseTitle title;
  MadoSearchField field; /* where it was found */
  gboolean is_variant;   /* only with characters that people take for one another */
} MadoCaseHit;

typedef struct {
  GPtrArray *hits; /* (element-type MadoCaseHit): the first ones */
  MadoSearchTotal total;
} MadoCaseHits;

void mado_case_hits_free (MadoCaseHits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseHits, mado_case_hits_free)

#define MADO_CASE_SEARCH_LIMIT 20

void mado_case_search_async (MadoSession *session,
                             const char *typed,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MadoCaseHits *mado_case_search_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
