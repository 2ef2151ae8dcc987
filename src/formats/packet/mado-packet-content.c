/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of a packet, their names, and what they come to when they are counted again. */

#include "mado-packet-content.h"

#include <string.h>

#include "mado-charset.h"
#include "mado-csv-reader.h"
#include "mado-packet-error.h"
#include "mado-zengin-reader.h"

#define MARK "\xEF\xBB\xBF"
#define LARGEST_AMOUNT G_GINT64_CONSTANT (1000000000000) /* yen of one cell; a million million */

/**
 * mado_packet_content_new:
 * @name: its name within the packet
 * @bytes: what it holds
 *
 * Returns: (transfer full): a file in UTF-8 in which nothing is counted
 */
MadoPacketContent *
mado_packet_content_new (const char *name, GBytes *bytes)
{
  MadoPacketContent *self = g_new0 (MadoPacketContent, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->encoding = MADO_PACKET_ENCODING_UTF_8;

  return self;
}

/**
 * mado_packet_content_free:
 * @self: (nullable) (transfer full): a file of a packet
 */
void
mado_packet_content_free (MadoPacketContent *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * mado_packet_content_find:
 * @contents: (element-type MadoPacketContent): files
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the one of that name
 */
MadoPacketContent *
mado_packet_content_find (const GPtrArray *contents, const char *name)
{
  for (guint i = 0; i < contents->len; i++) {
    MadoPacketContent *content = g_ptr_array_index (contents, i);

    if (strcmp (content->name, name) == 0)
      return content;
  }

  return NULL;
}

/**
 * mado_packet_encoding_find:
 * @name: what a manifest calls an encoding
 *
 * Returns: (transfer none) (nullable): the encoding of that name
 */
const char *
mado_packet_encoding_find (const char *name)
{
  static const char *const encodings[] = { MADO_PACKET_ENCODING_UTF_8, MADO_PACKET_ENCODING_UTF_8_BOM,
                                           MADO_PACKET_ENCODING_CP932, MADO_PACKET_ENCODING_ZENGIN };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (strcmp (encodings[i], name) == 0)
      return encodings[i];

  return NULL;
}

/**
 * mado_packet_name_is_neutral:
 * @name: the name of an entry of an archive
 *
 * Returns: whether it is one that a packet uses: it tells nothing to whoever finds the medium, and leads nowhere but
 *   into the folder that the packet is opened in
 */
gboolean
mado_packet_name_is_neutral (const char *name)
{
  static const char data[] = "data-";
  gsize n_digits;

  if (strcmp (name, MADO_PACKET_MANIFEST_NAME) == 0 || strcmp (name, MADO_PACKET_READ_ME_NAME) == 0)
    return TRUE;
  if (!g_str_has_prefix (name, data))
    return FALSE;
  name += strlen (data);
  n_digits = strspn (name, "0123456789");

  return n_digits > 0 && n_digits <= 2 &&
         (strcmp (name + n_digits, ".csv") == 0 || strcmp (name + n_digits, ".txt") == 0);
}

/* --- counting again ---------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT, why);

  return FALSE;
}

static char *
decode (const MadoPacketContent *self, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (self->bytes, &length);
  gboolean is_cp932 = strcmp (self->encoding, MADO_PACKET_ENCODING_CP932) == 0;
  char *text;

  if (length >= strlen (MARK) && memcmp (bytes, MARK, strlen (MARK)) == 0) {
    bytes += strlen (MARK);
    length -= strlen (MARK);
  }
  text = mado_charset_decode (bytes, length, is_cp932 ? MADO_CHARSET_CP932 : MADO_CHARSET_UTF_8, NULL);
  if (text == NULL)
    refuse (error, "a file of the packet is not in the encoding that its manifest says");

  return text;
}

static gboolean
add_amount (const char *text, gint64 *amount)
{
  gint64 cell = 0;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, LARGEST_AMOUNT, &cell, NULL))
    return FALSE;
  *amount += cell;

  return TRUE;
}

/* Totals that do not hold, or a record that is cut, leave nothing to count. */
static gboolean
count_payments (const MadoPacketContent *self, gint64 *out_rows, gint64 *out_amount, GError **error)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (self->bytes, mado_bank_profile_get_default (), findings);

  if (mado_findings_have_errors (findings))
    return refuse (error, "the bank's file in the packet cannot be counted");
  mado_zengin_file_add_up (file, out_rows, out_amount);

  return TRUE;
}

/**
 * mado_packet_content_count:
 * @self: a table, or the bank's file
 * @out_rows: (out): its rows, without the header; its payments
 * @out_amount: (out): the sum of its column of amounts; 0 where it has none
 * @error: %MADO_PACKET_ERROR_COUNT: it cannot be counted
 *
 * Returns: whether it was counted
 */
gboolean
mado_packet_content_count (const MadoPacketContent *self, gint64 *out_rows, gint64 *out_amount, GError **error)
{
  static const MadoCsvLimits limits = { 64 * 1024, 1024 * 1024, 512 };
  g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (",", &limits);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  gboolean is_bank_file = strcmp (self->encoding, MADO_PACKET_ENCODING_ZENGIN) == 0;
  g_autofree char *text = !is_bank_file ? decode (self, error) : NULL;
  gint64 rows = self->has_header ? -1 : 0, amount = 0;
  gsize left = text != NULL ? strlen (text) : 0;
  MadoCsvStep step;

  if (is_bank_file)
    return count_payments (self, out_rows, out_amount, error);
  if (text == NULL)
    return FALSE;
  while ((step = mado_csv_reader_next (reader, findings)) == MADO_CSV_RECORD || step == MADO_CSV_MORE) {
    if (step == MADO_CSV_MORE) {
      mado_csv_reader_feed (reader, text, left);
      left = 0;
    } else if (++rows > 0 && self->amount_column > 0 &&
               !add_amount (mado_csv_reader_get_field (reader, (guint) self->amount_column), &amount)) {
      return refuse (error, "an amount in the packet is no amount");
    }
  }
  if (step != MADO_CSV_END || mado_findings_have_errors (findings) || rows < 0)
    return refuse (error, "a table of the packet cannot be counted");
  *out_rows = rows;
  *out_amount = amount;

  return TRUE;
}
