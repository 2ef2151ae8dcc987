/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the JSON pointer (RFC 6901) of a byte in a JSON text. Only refusals come here, so it may take its time. */

#include "mado-json-place.h"

#include <yyjson.h>

#define LONGEST_NAME 64 /* bytes; a longer one is shown as "…", so that no message grows with the input */

/* An array or object that is open at the byte. */
typedef struct {
  gboolean is_object;
  gboolean awaits_name;
  gsize name; /* where the current member's name stands, quotes and all */
  gsize name_length;
  guint64 index; /* of the current element */
} Level;

/* Behind the closing quote; beyond @length where the string is not closed. */
static gsize
skip_string (const char *text, gsize length, gsize at)
{
  at++;
  while (at < length && text[at] != '"')
    at += text[at] == '\\' ? 2 : 1;

  return at + 1;
}

static gsize
read_string (Level *level, const char *text, gsize length, gsize at, gsize offset)
{
  gsize end = skip_string (text, length, at);
  gboolean is_broken = end > length || (offset > at && offset < end);

  if (level != NULL && level->awaits_name) {
    level->awaits_name = FALSE;
    level->name = at;
    level->name_length = is_broken ? 0 : end - at;
  }

  return end;
}

static void
read_comma (Level *level)
{
  level->index++;
  level->awaits_name = level->is_object;
  level->name_length = 0;
}

/* Names stand as in the JSON string form of a pointer: no quote, backslash or control character comes out bare. */
static void
append_name (GString *pointer, const char *name, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    guint8 byte = (guint8) name[i];

    if (byte == '~')
      g_string_append (pointer, "~0");
    else if (byte == '/')
      g_string_append (pointer, "~1");
    else if (byte == '"' || byte == '\\' || byte < 0x20 || byte == 0x7F)
      g_string_append_printf (pointer, "\\u%04x", byte);
    else
      g_string_append_c (pointer, (char) byte);
  }
}

static void
append_member (GString *pointer, const char *name, gsize length)
{
  g_autofree char *quoted = g_strndup (name, length);
  yyjson_doc *doc = yyjson_read (quoted, length, YYJSON_READ_NOFLAG);
  yyjson_val *root = yyjson_doc_get_root (doc);

  g_string_append_c (pointer, '/');
  if (yyjson_is_str (root) && yyjson_get_len (root) <= LONGEST_NAME)
    append_name (pointer, yyjson_get_str (root), yyjson_get_len (root));
  else
    g_string_append (pointer, "…");
  yyjson_doc_free (doc);
}

static char *
print_levels (const GArray *levels, const char *text)
{
  GString *pointer = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++) {
    const Level *level = &g_array_index (levels, Level, i);

    if (!level->is_object)
      g_string_append_printf (pointer, "/%" G_GUINT64_FORMAT, level->index);
    else if (level->name_length > 0)
      append_member (pointer, text + level->name, level->name_length);
  }

  return g_string_free_and_steal (pointer);
}

/**
 * mado_json_find_pointer:
 * @text: a JSON text, well formed up to @offset
 * @length: its bytes
 * @offset: a byte of it
 *
 * Returns: (transfer full): the pointer to the innermost value, or the member whose name begins, at @offset, as it
 *   stands in a JSON string
 */
char *
mado_json_find_pointer (const char *text, gsize length, gsize offset)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  gsize at = 0;

  while (at < MIN (offset, length) || (at == offset && at < length && text[at] == '"')) {
    Level *level = levels->len > 0 ? &g_array_index (levels, Level, levels->len - 1) : NULL;
    Level inner = { .is_object = text[at] == '{', .awaits_name = text[at] == '{' };

    if (text[at] == '"') {
      at = read_string (level, text, length, at, offset);
      continue;
    }
    if (text[at] == '{' || text[at] == '[')
      g_array_append_val (levels, inner);
    else if ((text[at] == '}' || text[at] == ']') && level != NULL)
      g_array_set_size (levels, levels->len - 1);
    else if (text[at] == ',' && level != NULL)
      read_comma (level);
    at++;
  }

  return print_levels (levels, text);
}

/**
 * mado_json_find_depth:
 * @text: a JSON text
 * @length: how many of its bytes are well formed
 * @depth: how many arrays and objects may lie in each other
 *
 * Returns: the offset of the first bracket that lies deeper, or @length where none does
 */
gsize
mado_json_find_depth (const char *text, gsize length, guint depth)
{
  gsize at = 0;
  guint open = 0;

  while (at < length) {
    if (text[at] == '"') {
      at = skip_string (text, length, at);
      continue;
    }
    if (text[at] == '{' || text[at] == '[') {
      if (open == depth)
        return at;
      open++;
    } else if (text[at] == '}' || text[at] == ']')
      open--;
    at++;
  }

  return length;
}
