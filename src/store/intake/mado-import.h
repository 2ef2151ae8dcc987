/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* Files that were taken in: which, when, by whom, with which map of the programme, and what each row of them was. The
 * file itself stays as a blob, encrypted like everything else, until its time is over. */
typedef struct {
  MadoId id;
  char *map;
  char *name;
  MadoHash hash; /* SHA-256 of the file */
  MadoInstant at;
  char *account;
  gint64 n_rows;    /* in the file */
  gint64 n_taken;   /* of which something became; when it is read */
  gboolean is_done; /* whether it was gone through to its end */
  gboolean is_kept; /* whether the file, or what it brought beside the cases, is here still; when it is read */
} MadoImport;

void mado_import_free (MadoImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoImport, mado_import_free)

gboolean mado_import_begin (MadoDatabase *database, const MadoImport *import, GBytes *file, GError **error);
gboolean mado_import_finish (MadoDatabase *database, MadoId id, GError **error);
gboolean mado_import_find (
    MadoDatabase *database, const MadoHash *hash, const char *map, MadoImport **out_import, GError **error);
GPtrArray *mado_import_list (MadoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_import_knows (
    MadoDatabase *database, MadoId entity, const MadoHash *content, gboolean *out_is_known, GError **error);
gboolean mado_import_forget_file (MadoDatabase *database, MadoId id, GError **error);

G_END_DECLS
