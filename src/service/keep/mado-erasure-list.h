/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-archive.h"

G_BEGIN_DECLS

/* What was erased in a ward, kept beside what was saved of it: an older file still has it, and a ward that is restored
 * from that must erase it again before anybody works with it. It has ids and nothing else. */

typedef struct {
  char *stream; /* its name */
  MadoId id;
} MadoErasure;

gboolean mado_erasure_list_follow (const MadoWardArchive *archive, MadoBackend *backend, GError **error);
GPtrArray *mado_erasure_list_load (const MadoWardArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
