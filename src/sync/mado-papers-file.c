/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and writes the papers as a record. */

#include "mado-papers-file.h"

#include <string.h>

#include "mado-durable-file.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define LARGEST_FILE (64 * 1024) /* bytes */
#define LONGEST_PEM 8192
#define MOST_ADDRESSES 16

static const char what[] = "papers";

static char **
read_addresses (MadoWireReader *reader)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  mado_wire_reader_begin_list (reader, "addresses", MOST_ADDRESSES);
  while (mado_wire_reader_next (reader))
    g_strv_builder_add (addresses, mado_wire_reader_get_text (reader, "address", MADO_WIRE_MAX_TEXT));

  return g_strv_builder_end (addresses);
}

static MadoSecret *
read_key (MadoWireReader *reader)
{
  const char *text = mado_wire_reader_get_text (reader, "key", LONGEST_PEM);
  MadoSecret *key = mado_secret_new (strlen (text));

  memcpy (mado_secret_get_bytes (key), text, strlen (text));

  return key;
}

/**
 * mado_papers_file_load:
 * @path: a file
 * @error: what reading failed with, or %MADO_BASE_ERROR_INVALID, with what is wrong in it
 *
 * Returns: (transfer full) (nullable): the papers
 */
MadoPapers *
mado_papers_file_load (const char *path, GError **error)
{
  g_autoptr (GBytes) text = mado_durable_file_load (path, LARGEST_FILE, error);
  g_autoptr (MadoWireReader) reader = text != NULL ? mado_wire_reader_new_wiping (what, text) : NULL;
  g_auto (GStrv) addresses = NULL;
  g_autoptr (MadoSecret) key = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *certificate = NULL;

  if (reader == NULL)
    return NULL;
  addresses = read_addresses (reader);
  authority = g_strdup (mado_wire_reader_get_text (reader, "authority", LONGEST_PEM));
  certificate = g_strdup (mado_wire_reader_get_text (reader, "certificate", LONGEST_PEM));
  key = read_key (reader);

  return mado_wire_reader_finish (reader, error)
             ? mado_papers_new ((const char *const *) addresses, authority, certificate, key, error)
             : NULL;
}

static void
write_addresses (MadoWireWriter *writer, const MadoPapers *papers)
{
  const char *const *addresses = mado_papers_get_addresses (papers);

  mado_wire_writer_begin_list (writer, "addresses", g_strv_length ((GStrv) addresses), MOST_ADDRESSES);
  for (; *addresses != NULL; addresses++) {
    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "address", *addresses, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
}

/**
 * mado_papers_file_save:
 * @path: a file; what it held is overwritten
 * @papers: the papers
 * @error: where to put what went wrong
 *
 * Returns: whether they are on the disk
 */
gboolean
mado_papers_file_save (const char *path, const MadoPapers *papers, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  const MadoSecret *key = mado_papers_get_key (papers);
  g_autoptr (GBytes) pem = g_bytes_new_static (mado_secret_get_bytes (key), mado_secret_get_length (key));
  g_autoptr (GBytes) text = NULL;

  write_addresses (writer, papers);
  mado_wire_writer_add_text (writer, "authority", mado_papers_get_authority (papers), LONGEST_PEM);
  mado_wire_writer_add_text (writer, "certificate", mado_papers_get_certificate (papers), LONGEST_PEM);
  mado_wire_writer_add_bytes (writer, "key", pem, LONGEST_PEM);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && mado_durable_file_save (path, text, MADO_DURABLE_FILE_REPLACE, error);
}
