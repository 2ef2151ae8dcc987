/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A place among the entities of a stream: "RANK ID". */

#include "mado-row-place.h"

#include <string.h>

#include "mado-backend-error.h"

#define LONGEST_RANK 10 /* digits of a guint */

/**
 * mado_row_place_write:
 * @self: a place that is not the beginning
 *
 * Returns: (transfer full): its text
 */
char *
mado_row_place_write (const MadoRowPlace *self)
{
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (self->id, id);

  return g_strdup_printf ("%u %s", (guint) self->rank, id);
}

static gboolean
read_parts (const char *text, MadoRowPlace *out_place)
{
  const gsize n_digits = strspn (text, "0123456789");
  const MadoId id = text[n_digits] == ' ' ? mado_id_from_text (text + n_digits + 1) : MADO_ID_NONE;
  const gint64 rank = n_digits > 0 && n_digits <= LONGEST_RANK ? g_ascii_strtoll (text, NULL, 10) : -1;

  if (rank < 0 || rank > G_MAXUINT || !mado_id_is_valid (id))
    return FALSE;
  *out_place = (MadoRowPlace) { .rank = rank, .id = id };

  return TRUE;
}

/**
 * mado_row_place_read:
 * @text: a place, or "" for the beginning; it comes from outside
 * @out_place: (out caller-allocates): the place
 * @error: %MADO_BACKEND_ERROR_PLACE
 *
 * Returns: whether it is one
 */
gboolean
mado_row_place_read (const char *text, MadoRowPlace *out_place, GError **error)
{
  if (*text == '\0') {
    *out_place = (MadoRowPlace) { .rank = -1 };
    return TRUE;
  }
  if (read_parts (text, out_place))
    return TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_PLACE,
                       "cannot list the entities: the place to go on from is none");

  return FALSE;
}
