/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-intake-row.h"

G_BEGIN_DECLS

/* How a case finds what a register says: by the items that the programme's map names, all of them, folded as people are
 * searched for. */

/* What one register says of a case. */
typedef struct {
  const MadoFormMap *map;
  gboolean is_here; /* a list of it was taken in, whole */
  gboolean has_key; /* the case has all items by which it is found */
  GPtrArray *rows;  /* (element-type MadoReference): of the newest list */
} MadoReferenceAnswer;

void mado_reference_answer_free (MadoReferenceAnswer *self);

char *mado_reference_key_of_row (const MadoFormMap *map, const MadoIntakeRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *mado_reference_key_of_items (const MadoFormMap *map, yyjson_val *items) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_reference_find (MadoDatabase *database,
                                const MadoProgramme *programme,
                                yyjson_val *body,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
