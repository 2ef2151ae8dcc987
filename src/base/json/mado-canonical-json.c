/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads JSON strictly and writes it in its one canonical spelling. There is a single gate, the text: a value in memory
 * of which there is any doubt is written out and read again, so nothing becomes canonical that a reader elsewhere would
 * refuse. */

#include "mado-canonical-json-private.h"

#include "mado-base-error.h"
#include "mado-json-place.h"

#include <stdlib.h>
#include <string.h>

#define ENOUGH_DIGITS 17 /* to see that an integer is too large */

typedef struct {
  const char *copy; /* the text as the parser left it: strings and numbers still lie where they lay in the text */
  gsize length;
  GString *out;
  GPtrArray *names; /* (element-type yyjson_val): of all objects that are open, outermost first */
  guint depth;
  const char *refusal; /* (nullable): why */
  gsize offset;        /* and where */
} Writer;

static gboolean write_value (Writer *self, yyjson_val *value);

static gboolean
refuse (Writer *self, gsize offset, const char *why)
{
  self->refusal = why;
  self->offset = offset;

  return FALSE;
}

static void
write_escape (GString *out, guint8 byte)
{
  static const char letters[] = {
    ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'
  };

  if (letters[byte] != 0) {
    g_string_append_c (out, '\\');
    g_string_append_c (out, letters[byte]);
  } else {
    g_string_append_printf (out, "\\u%04x", byte);
  }
}

/**
 * mado_canonical_json_write_string:
 * @out: what is written so far
 * @text: UTF-8
 * @length: its bytes
 */
void
mado_canonical_json_write_string (GString *out, const char *text, gsize length)
{
  gsize run = 0;

  g_string_append_c (out, '"');
  for (gsize i = 0; i < length; i++) {
    guint8 byte = (guint8) text[i];

    if (byte >= 0x20 && byte != '"' && byte != '\\')
      continue;
    g_string_append_len (out, text + run, (gssize) (i - run));
    write_escape (out, byte);
    run = i + 1;
  }
  g_string_append_len (out, text + run, (gssize) (length - run));
  g_string_append_c (out, '"');
}

/* The parser has already held the number against the grammar; what is left is digits, or no integer. */
static gboolean
write_number (Writer *self, const char *text, gsize length)
{
  gsize n_digits = length - (text[0] == '-');
  const char *digits = text + (length - n_digits);
  gint64 magnitude = 0;

  for (gsize i = 0; i < n_digits; i++) {
    if (!g_ascii_isdigit (digits[i]))
      return refuse (self, (gsize) (text - self->copy), "a number is no integer");
    if (i < ENOUGH_DIGITS)
      magnitude = magnitude * 10 + (digits[i] - '0');
  }
  if (magnitude > MADO_CANONICAL_JSON_LARGEST)
    return refuse (self, (gsize) (text - self->copy), "an integer is larger than 2^53 - 1");
  if (magnitude == 0 && n_digits < length)
    return refuse (self, (gsize) (text - self->copy), "negative zero is no integer");
  g_string_append_len (self->out, text, (gssize) length);

  return TRUE;
}

static gboolean
write_array (Writer *self, yyjson_val *array)
{
  yyjson_arr_iter elements = yyjson_arr_iter_with (array);
  yyjson_val *element;

  g_string_append_c (self->out, '[');
  while ((element = yyjson_arr_iter_next (&elements)) != NULL) {
    if (elements.idx > 1)
      g_string_append_c (self->out, ',');
    if (!write_value (self, element))
      return FALSE;
  }
  g_string_append_c (self->out, ']');

  return TRUE;
}

/* Bytes of UTF-8 sort as code points, and so as UTF-16 units, but for one thing: the surrogates of U+10000 and above
 * (first byte F0 … F4) come before U+E000 … U+FFFF (first byte EE, EF). */
static int
weigh_byte (guint8 byte)
{
  return (byte & 0xFE) == 0xEE ? byte + 0x10 : byte;
}

/**
 * mado_canonical_json_compare_names:
 * @a: a name
 * @a_length: its bytes
 * @b: a name
 * @b_length: its bytes
 *
 * Returns: below 0, 0 or above 0, as @a stands before, at or after @b
 */
int
mado_canonical_json_compare_names (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize common = MIN (a_length, b_length), i = 0;

  while (i < common && a[i] == b[i])
    i++;
  if (i < common)
    return weigh_byte ((guint8) a[i]) - weigh_byte ((guint8) b[i]);

  return (a_length > b_length) - (a_length < b_length);
}

static int
compare_names (yyjson_val *a, yyjson_val *b)
{
  return mado_canonical_json_compare_names (yyjson_get_str (a), yyjson_get_len (a), yyjson_get_str (b),
                                            yyjson_get_len (b));
}

static int
compare_entries (const void *a, const void *b)
{
  return compare_names (*(yyjson_val *const *) a, *(yyjson_val *const *) b);
}

/* The names from @first on come into order; most texts are in order when they come. */
static gboolean
sort_names (Writer *self, guint first)
{
  guint n_names = self->names->len - first;
  yyjson_val **names = (yyjson_val **) self->names->pdata + first;
  guint i = 1;

  while (i < n_names && compare_names (names[i - 1], names[i]) < 0)
    i++;
  if (i >= n_names)
    return TRUE;

  qsort (names, n_names, sizeof *names, compare_entries);
  for (i = 1; i < n_names; i++)
    if (compare_names (names[i - 1], names[i]) == 0) {
      const char *later = MAX (yyjson_get_str (names[i - 1]), yyjson_get_str (names[i]));

      return refuse (self, (gsize) (later - 1 - self->copy), "a name stands twice in an object");
    }

  return TRUE;
}

static gboolean
write_object (Writer *self, yyjson_val *object)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (object);
  guint first = self->names->len;
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&members)) != NULL)
    g_ptr_array_add (self->names, name);
  if (!sort_names (self, first))
    return FALSE;

  g_string_append_c (self->out, '{');
  for (guint i = first; i < self->names->len; i++) {
    name = g_ptr_array_index (self->names, i);
    if (i > first)
      g_string_append_c (self->out, ',');
    mado_canonical_json_write_string (self->out, yyjson_get_str (name), yyjson_get_len (name));
    g_string_append_c (self->out, ':');
    if (!write_value (self, yyjson_obj_iter_get_val (name)))
      return FALSE;
  }
  g_string_append_c (self->out, '}');
  g_ptr_array_set_size (self->names, (int) first);

  return TRUE;
}

static gboolean
write_container (Writer *self, yyjson_val *value)
{
  gboolean written;

  if (self->depth == MADO_CANONICAL_JSON_MAX_DEPTH)
    return refuse (self, self->length, "too deep"); /* where exactly is found in the text */
  self->depth++;
  written = yyjson_is_obj (value) ? write_object (self, value) : write_array (self, value);
  self->depth--;

  return written;
}

static gboolean
write_value (Writer *self, yyjson_val *value)
{
  switch (yyjson_get_type (value)) {
  case YYJSON_TYPE_NULL:
    g_string_append (self->out, "null");
    return TRUE;
  case YYJSON_TYPE_BOOL:
    g_string_append (self->out, yyjson_get_bool (value) ? "true" : "false");
    return TRUE;
  case YYJSON_TYPE_STR:
    mado_canonical_json_write_string (self->out, yyjson_get_str (value), yyjson_get_len (value));
    return TRUE;
  case YYJSON_TYPE_RAW:
    return write_number (self, yyjson_get_raw (value), yyjson_get_len (value));
  default:
    return write_container (self, value);
  }
}

static void
set_refusal (GError **error, const char *text, gsize length, gsize offset, const char *why)
{
  gsize deep = mado_json_find_depth (text, MIN (offset, length), MADO_CANONICAL_JSON_MAX_DEPTH);
  g_autofree char *pointer = NULL;

  if (deep < offset && deep < length) {
    offset = deep;
    why = "arrays and objects lie too deep in each other";
  }
  pointer = mado_json_find_pointer (text, length, offset);
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "JSON refused at byte %" G_GSIZE_FORMAT ", \"%s\": %s",
               offset, pointer, why);
}

/* What comes out is never longer than what went in: whatever is escaped here had to be escaped there. */
static GBytes *
write_document (yyjson_val *root, const char *copy, const char *text, gsize length, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Writer writer = { .copy = copy, .length = length, .out = out, .names = names };

  if (!write_value (&writer, root)) {
    set_refusal (error, text, length, writer.offset, writer.refusal);
    return NULL;
  }

  return g_string_free_to_bytes (g_steal_pointer (&out));
}

/**
 * mado_canonical_json_from_text:
 * @text: bytes from anywhere
 * @length: how many
 * @error: names the byte (from 0), the JSON pointer and the reason
 *
 * Returns: (transfer full) (nullable): the canonical bytes
 */
GBytes *
mado_canonical_json_from_text (const char *text, gsize length, GError **error)
{
  g_autofree char *copy = NULL;
  yyjson_read_err refusal;
  GBytes *bytes = NULL;

  if (length > MADO_CANONICAL_JSON_MAX_LENGTH) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "JSON refused at byte %d, \"\": longer than that",
                 MADO_CANONICAL_JSON_MAX_LENGTH);
    return NULL;
  }

  copy = g_malloc (length + YYJSON_PADDING_SIZE);
  if (length > 0)
    memcpy (copy, text, length);
  memset (copy + length, 0, YYJSON_PADDING_SIZE);
  yyjson_doc *doc = yyjson_read_opts (copy, length, YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW, NULL, &refusal);
  if (doc != NULL)
    bytes = write_document (yyjson_doc_get_root (doc), copy, text, length, error);
  else
    set_refusal (error, text, length, refusal.pos, refusal.msg);
  yyjson_doc_free (doc);

  return bytes;
}

/**
 * mado_canonical_json_is_canonical:
 * @text: bytes from anywhere
 * @length: how many
 *
 * Returns: whether they are JSON in its canonical spelling
 */
gboolean
mado_canonical_json_is_canonical (const char *text, gsize length)
{
  g_autoptr (GBytes) given = g_bytes_new_static (text, length);
  g_autoptr (GBytes) bytes = mado_canonical_json_from_text (text, length, NULL);

  return bytes != NULL && g_bytes_equal (bytes, given);
}
