/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a request's target, as the place to go on from that it may carry and, behind a NUL, as its Range:
 * whatever counts as a path has only parts that could stand in a file name, and whatever counts as a range lies within
 * the whole. */

#include <stdint.h>
#include <string.h>

#include "mado-http-path.h"
#include "mado-http-range.h"
#include "mado-row-place.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_path (const char *target)
{
  static const char *const patterns[] = { "/v1/s/WARD/PROGRAMME/push", "/v1/health", "/A/B/C/D/E/F/G/H", "/", "" };
  MadoHttpPath path;
  g_autoptr (GString) again = g_string_new (NULL);

  if (!mado_http_path_read (target, &path))
    return;
  for (guint i = 0; i < path.n_parts; i++) {
    g_assert_cmpstr (path.parts[i], !=, "");
    g_assert_cmpstr (path.parts[i], !=, ".");
    g_assert_cmpstr (path.parts[i], !=, "..");
    g_assert_null (strpbrk (path.parts[i], "/\\%?#:;"));
    g_string_append_printf (again, "/%s", path.parts[i]);
  }
  g_assert_cmpstr (again->str, ==, target);
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++) {
    if (mado_http_path_matches (&path, patterns[i]))
      g_assert_nonnull (mado_http_path_get_variable (&path, patterns[i], 1));
  }
}

static void
check_range (const char *text, guint64 whole)
{
  MadoHttpRange range;

  if (mado_http_range_read (text, whole, &range) != MADO_HTTP_RANGE_SOME)
    return;
  g_assert_cmpuint (range.length, >, 0);
  g_assert_cmpuint (range.first, <, whole);
  g_assert_cmpuint (range.length, <=, whole - range.first);
}

static void
check_place (const char *text)
{
  g_autofree char *again = NULL;
  MadoRowPlace place, same;

  if (!mado_row_place_read (text, &place, NULL) || place.rank < 0)
    return;
  again = mado_row_place_write (&place);
  g_assert_true (mado_row_place_read (again, &same, NULL));
  g_assert_cmpint (same.rank, ==, place.rank);
  g_assert_cmpint (mado_id_compare (same.id, place.id), ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *target = g_strndup ((const char *) data, size);
  const gsize length = strlen (target);
  g_autofree char *range = length < size ? g_strndup ((const char *) data + length + 1, size - length - 1) : NULL;

  check_path (target);
  check_place (target);
  check_range (range != NULL ? range : target, 0);
  check_range (range != NULL ? range : target, size * 7);
  check_range (range != NULL ? range : target, G_MAXUINT64);

  return 0;
}
