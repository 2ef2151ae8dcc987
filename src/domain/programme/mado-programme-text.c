/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps a programme file twice: as it came, to show places in, and as the parser left it, strings decoded in place. */

#include "mado-programme-text.h"

#include <string.h>

#include "mado-programme-fault.h"

typedef struct {
  gpointer data;
  GDestroyNotify free_data;
} Belonging;

struct _MadoProgrammeText {
  GBytes *file;
  char *copy;
  gsize length;
  yyjson_doc *doc;
  GArray *belongings; /* (element-type Belonging) */
};

static void
clear_belonging (gpointer data)
{
  Belonging *belonging = data;

  belonging->free_data (belonging->data);
}

static void
free_section (gpointer section)
{
  mado_section_free (section);
}

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

static void
report_at (const MadoProgrammeText *self, GPtrArray *faults, gsize offset, const char *code, const char *message)
{
  mado_programme_faults_add (faults, g_bytes_get_data (self->file, NULL), self->length, offset, code, message);
}

static gboolean
parse (MadoProgrammeText *self, GPtrArray *faults)
{
  yyjson_read_err refusal;

  if (self->length > MADO_PROGRAMME_MAX_LENGTH) {
    report_at (self, faults, 0, "E_SIZE", "The file is larger than any of its kind may be");
    return FALSE;
  }
  self->copy = g_malloc0 (self->length + YYJSON_PADDING_SIZE);
  if (self->length > 0)
    memcpy (self->copy, g_bytes_get_data (self->file, NULL), self->length);
  self->doc =
      yyjson_read_opts (self->copy, self->length, YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW, NULL, &refusal);
  if (self->doc == NULL)
    report_at (self, faults, refusal.pos, "E_JSON", refusal.msg);

  return self->doc != NULL;
}

/**
 * mado_programme_text_new:
 * @file: the bytes of a file, from anywhere
 * @faults: takes why it is no JSON
 *
 * Returns: (transfer full) (nullable): the text
 */
MadoProgrammeText *
mado_programme_text_new (GBytes *file, GPtrArray *faults)
{
  g_autoptr (MadoProgrammeText) self = g_new0 (MadoProgrammeText, 1);

  self->file = g_bytes_ref (file);
  self->length = g_bytes_get_size (file);
  self->belongings = g_array_new (FALSE, FALSE, sizeof (Belonging));
  g_array_set_clear_func (self->belongings, clear_belonging);

  return parse (self, faults) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_programme_text_free:
 * @self: (transfer full): a text
 */
void
mado_programme_text_free (MadoProgrammeText *self)
{
  g_array_unref (self->belongings);
  yyjson_doc_free (self->doc);
  g_free (self->copy);
  g_bytes_unref (self->file);
  g_free (self);
}

/**
 * mado_programme_text_get_root:
 * @self: a text
 *
 * Returns: (transfer none): its outermost value
 */
yyjson_val *
mado_programme_text_get_root (const MadoProgrammeText *self)
{
  return yyjson_doc_get_root (self->doc);
}

/**
 * mado_programme_text_get_file:
 * @self: a text
 *
 * Returns: (transfer none): the file as it came
 */
GBytes *
mado_programme_text_get_file (const MadoProgrammeText *self)
{
  return self->file;
}

/**
 * mado_programme_text_get_start:
 * @self: a text
 *
 * Returns: (transfer none): the place of the file as a whole
 */
const char *
mado_programme_text_get_start (const MadoProgrammeText *self)
{
  return self->copy;
}

/**
 * mado_programme_text_get_absent:
 * @self: a text
 *
 * Returns: (transfer none): the empty string that stands for what the file does not say
 */
const char *
mado_programme_text_get_absent (const MadoProgrammeText *self)
{
  return self->copy + self->length;
}

/* A string's place is its opening quote. Where a byte within it is meant, walk as far as that many decoded bytes. */
static gsize
find_offset (const MadoProgrammeText *self, const char *place, gsize byte)
{
  const char *text = g_bytes_get_data (self->file, NULL);
  gsize offset = (gsize) (place - self->copy);

  if (byte == 0)
    return offset > 0 && text[offset - 1] == '"' ? offset - 1 : offset;
  for (gsize passed = 0; passed < byte && offset < self->length && text[offset] != '"'; passed++) {
    guint32 character;

    if (text[offset] != '\\') {
      offset++;
    } else if (text[offset + 1] != 'u') {
      offset += 2;
    } else {
      /* as many bytes as the escaped character has in UTF-8; a pair of surrogates is four */
      character = (guint32) g_ascii_strtoull (
          (char[]) { text[offset + 2], text[offset + 3], text[offset + 4], text[offset + 5], '\0' }, NULL, 16);
      gboolean is_pair = character >= 0xD800 && character < 0xDC00;

      offset += is_pair ? 12 : 6;
      passed += is_pair ? 3 : character > 0x7FF ? 2 : character > 0x7F ? 1 : 0;
    }
  }

  return MIN (offset, self->length);
}

/**
 * mado_programme_text_report:
 * @self: a text
 * @faults: takes the fault
 * @place: a string that was read from the text, or its start
 * @byte: the byte of that string; 0: the string as a whole
 * @code: (transfer none): static
 * @format: what is wrong
 * @...: its values
 *
 * Of what is absent nothing is reported: that it is missing has been said where it was looked for.
 */
void
mado_programme_text_report (const MadoProgrammeText *self,
                            GPtrArray *faults,
                            const char *place,
                            gsize byte,
                            const char *code,
                            const char *format,
                            ...)
{
  g_autofree char *message = NULL;
  va_list values;

  g_return_if_fail (place >= self->copy && place <= self->copy + self->length);
  if (place == mado_programme_text_get_absent (self))
    return;
  va_start (values, format);
  message = g_strdup_vprintf (format, values);
  va_end (values);
  report_at (self, faults, find_offset (self, place, byte), code, message);
}

/**
 * mado_programme_text_take:
 * @self: a text
 * @data: (transfer full): what shall live as long as it
 * @free_data: frees it
 *
 * Returns: (transfer none): @data
 */
gpointer
mado_programme_text_take (MadoProgrammeText *self, gpointer data, GDestroyNotify free_data)
{
  Belonging belonging = { data, free_data };

  g_array_append_val (self->belongings, belonging);

  return data;
}

/**
 * mado_programme_text_allocate:
 * @self: a text
 * @size: bytes
 *
 * Returns: (transfer none): that many zeros
 */
gpointer
mado_programme_text_allocate (MadoProgrammeText *self, gsize size)
{
  return mado_programme_text_take (self, g_malloc0 (size), g_free);
}

/**
 * mado_programme_text_new_section:
 * @self: a text
 *
 * Returns: (transfer none): an empty section
 */
MadoSection *
mado_programme_text_new_section (MadoProgrammeText *self)
{
  return mado_programme_text_take (self, mado_section_new (), free_section);
}

/**
 * mado_programme_text_new_list:
 * @self: a text
 *
 * Returns: (transfer none): an empty list
 */
GPtrArray *
mado_programme_text_new_list (MadoProgrammeText *self)
{
  return mado_programme_text_take (self, g_ptr_array_new (), free_list);
}
