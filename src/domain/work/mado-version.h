/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* Words in versions, from whoever wrote them to whoever approved them: of a letter, of what is said on the telephone. A
 * version never changes; whoever wants another word writes the next one. */
typedef struct {
  const char *kind;   /* of the entities, and of the claim on a number */
  const char *duty;   /* of whoever writes and approves */
  const char *member; /* what it is a version of */
} MadoVersioned;

#define MADO_VERSION_DRAFT "draft"
#define MADO_VERSION_APPROVED "approved"
#define MADO_VERSION_RETIRED "retired"

gboolean mado_version_write (MadoAction *action, const MadoVersioned *what, const MadoBodyMember *members);
gboolean mado_version_approve (MadoAction *action, const MadoVersioned *what);
gboolean mado_version_retire (MadoAction *action, const MadoVersioned *what);

gint64 mado_version_get_number (const MadoEntity *version);
gboolean mado_version_is (const MadoEntity *version, const char *state);
const char *mado_version_get_author (const MadoEntity *version);
void mado_versions_sort (GPtrArray *versions);
const MadoEntity *mado_versions_find (const GPtrArray *versions, gint64 number);
const MadoEntity *mado_versions_find_current (const GPtrArray *versions);

G_END_DECLS
