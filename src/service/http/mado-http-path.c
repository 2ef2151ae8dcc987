/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a target apart, and holds it against the patterns of routes: "/v1/s/WARD/PROGRAMME/push", where a part in
 * capitals stands for any. */

#include "mado-http-path.h"

#include <string.h>

static gboolean
is_plain (const char *target)
{
  for (const char *c = target; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("/-._~", *c) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_part (const char *part)
{
  return *part != '\0' && strcmp (part, ".") != 0 && strcmp (part, "..") != 0;
}

/**
 * mado_http_path_read:
 * @target: a request's target as it came
 * @out_path: (out caller-allocates): it; not to be copied
 *
 * Returns: whether it is a path
 */
gboolean
mado_http_path_read (const char *target, MadoHttpPath *out_path)
{
  if (*target != '/' || strlen (target) > MADO_HTTP_MAX_TARGET || !is_plain (target))
    return FALSE;

  g_strlcpy (out_path->text, target, sizeof out_path->text);
  out_path->n_parts = 0;
  for (char *slash = out_path->text; slash != NULL;) {
    char *part = slash + 1;

    *slash = '\0';
    slash = strchr (part, '/');
    if (out_path->n_parts == MADO_HTTP_MAX_PARTS)
      return FALSE;
    out_path->parts[out_path->n_parts++] = part;
  }
  for (guint i = 0; i < out_path->n_parts; i++)
    if (!is_part (out_path->parts[i]))
      return FALSE;

  return TRUE;
}

/* The next part of a pattern; @pattern moves behind it. */
static gsize
take_part (const char **pattern, const char **out_part)
{
  *out_part = *pattern + 1;

  gsize length = strcspn (*out_part, "/");
  *pattern = *out_part + length;

  return length;
}

/**
 * mado_http_path_matches:
 * @self: a path
 * @pattern: a route's
 *
 * Returns: whether the route is meant
 */
gboolean
mado_http_path_matches (const MadoHttpPath *self, const char *pattern)
{
  guint n = 0;

  for (; *pattern != '\0'; n++) {
    const char *part;
    gsize length = take_part (&pattern, &part);

    if (n == self->n_parts)
      return FALSE;
    if (g_ascii_isupper (*part))
      continue;
    if (strlen (self->parts[n]) != length || strncmp (self->parts[n], part, length) != 0)
      return FALSE;
  }

  return n == self->n_parts;
}

/**
 * mado_http_path_get_variable:
 * @self: a path
 * @pattern: a route's that it matches
 * @index: which of the parts in capitals, from 0
 *
 * Returns: (transfer none): what stands in its place, or ""
 */
const char *
mado_http_path_get_variable (const MadoHttpPath *self, const char *pattern, guint index)
{
  for (guint n = 0; *pattern != '\0' && n < self->n_parts; n++) {
    const char *part;

    take_part (&pattern, &part);
    if (g_ascii_isupper (*part) && index-- == 0)
      return self->parts[n];
  }

  return "";
}
