/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* What a register says of a person. It stands beside the cases and is shown there; nothing ever copies it into one. */
typedef struct {
  MadoId import;
  guint64 row;
  const char *key; /* by which a case finds it; when it is written */
  GBytes *text;    /* {"items": {…}}, canonical JSON */
  char *map;       /* when it is read */
  MadoInstant at;  /* when its list was taken in; when it is read */
} MadoReference;

void mado_reference_free (MadoReference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReference, mado_reference_free)

gboolean mado_references_keep (MadoDatabase *database,
                               const MadoReference *references,
                               guint n_references,
                               GError **error);
gboolean mado_reference_has_list (MadoDatabase *database, const char *map, gboolean *out_has, GError **error);
GPtrArray *mado_reference_list (MadoDatabase *database, const char *map, const char *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
