/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* A paper that came with a case, as it is: nobody has looked into it yet. */
typedef struct {
  GBytes *file;
  const MadoItem *item; /* (nullable): what can be read off it */
} MadoCasePaper;

MadoCasePaper *mado_case_paper_new (GBytes *file, const MadoItem *item) G_GNUC_WARN_UNUSED_RESULT;
void mado_case_paper_free (gpointer data);

/* The papers of a case, from the profile. */
typedef struct {
  GPtrArray *papers; /* (element-type MadoCasePaper): those that are here, in their order */
  GArray *missing;   /* (element-type MadoHash): the case names them, and they are not on this terminal */
} MadoPictures;

void mado_pictures_free (MadoPictures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPictures, mado_pictures_free)

/* Where a paper stands. */
typedef struct {
  MadoHash hash;
  const MadoItem *item; /* (nullable) */
  guint rank;
} MadoPaperPlace;

GArray *mado_pictures_place (const MadoProgramme *programme, yyjson_val *whole, yyjson_val *seen, const GArray *hashes)
    G_GNUC_WARN_UNUSED_RESULT;

void mado_pictures_load_async (
    MadoSession *session, MadoId entity, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
MadoPictures *mado_pictures_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
