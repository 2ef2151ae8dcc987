/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Next year's copy of a programme, in one act: the same file but for its id, its fiscal year and its two dates. */

#include "mado-programme-copy.h"

#include <string.h>

#include "mado-date.h"

#define REIWA_ZERO 2018 /* the year before 令和1年 */

/* "ninpu-r7" becomes "ninpu-r8"; an id without its year gets one. */
static char *
make_next_id (const MadoProgrammeIdentity *identity)
{
  g_autofree char *year = g_strdup_printf ("-r%" G_GINT64_FORMAT, identity->fiscal_year - REIWA_ZERO);
  gsize length = strlen (identity->id);

  if (g_str_has_suffix (identity->id, year))
    length -= strlen (year);

  return g_strdup_printf ("%.*s-r%" G_GINT64_FORMAT, (int) length, identity->id,
                          identity->fiscal_year + 1 - REIWA_ZERO);
}

static char *
make_next_date (const char *iso)
{
  char next[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_date_add_months (mado_date_from_iso (iso), 12), next);

  return g_strdup (next);
}

static char *
make_next (const MadoProgrammeIdentity *identity, const char *member)
{
  if (strcmp (member, "id") == 0)
    return make_next_id (identity);
  if (strcmp (member, "fiscal_year") == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, identity->fiscal_year + 1);

  return make_next_date (strcmp (member, "open") == 0 ? identity->open : identity->close);
}

/**
 * mado_programme_dup_next_year:
 * @self: a programme
 *
 * Dates within rules and rates stay: what the next year decides about them, a person writes.
 *
 * Returns: (transfer full): the file of the next year
 */
GBytes *
mado_programme_dup_next_year (const MadoProgramme *self)
{
  yyjson_val *identity = yyjson_obj_get (mado_programme_text_get_root (self->text), "programme");
  yyjson_obj_iter members = yyjson_obj_iter_with (identity);
  const char *start = mado_programme_text_get_start (self->text);
  gsize length, done = 0;
  const char *file = g_bytes_get_data (mado_programme_get_file (self), &length);
  g_autoptr (GString) next = g_string_sized_new (length);
  static const char *const changed[] = { "id", "fiscal_year", "open", "close", NULL };
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&members)) != NULL) {
    yyjson_val *value = yyjson_obj_iter_get_val (name);
    gboolean is_number = yyjson_is_raw (value);
    g_autofree char *text = NULL;

    if (!g_strv_contains (changed, yyjson_get_str (name)))
      continue;
    gsize offset = (gsize) ((is_number ? yyjson_get_raw (value) : yyjson_get_str (value)) - start);

    /* a string may be escaped in the file: it ends with its quote, not with its length */
    text = make_next (&self->identity, yyjson_get_str (name));
    g_string_append_len (next, file + done, (gssize) (offset - done));
    g_string_append (next, text);
    done = offset + (is_number ? yyjson_get_len (value) : strcspn (file + offset, "\""));
  }
  g_string_append_len (next, file + done, (gssize) (length - done));

  return g_string_free_to_bytes (g_steal_pointer (&next));
}
