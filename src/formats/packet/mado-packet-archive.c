/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ZIP by libzip, which is given and gives memory, never a file: nothing half-made or half-checked lies on a disk. */

#include "mado-packet-archive.h"

#include <string.h>
#include <zip.h>

#include "mado-packet-error.h"

/* 1980-01-01 00:00, where the ZIP's time begins: when a packet was made is said inside, to its receiver. */
#define NEUTRAL_DATE 0x0021
#define NEUTRAL_TIME 0

#define FASTEST 1 /* of deflate: what is written is a fifth as it is, and a person waits */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_t, zip_discard)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_source_t, zip_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_file_t, zip_fclose)

/* What libzip takes ends with a zero. */
static MadoSecret *
end_password (const MadoSecret *password)
{
  gsize length = mado_secret_get_length (password);
  MadoSecret *ended = mado_secret_new (length + 1);

  memcpy (mado_secret_get_bytes (ended), mado_secret_get_bytes (password), length);

  return ended;
}

static const char *
get_text (const MadoSecret *ended)
{
  return (const char *) mado_secret_get_bytes (ended);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void
set_failed (GError **error, zip_error_t *cause, const char *attempted)
{
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FAILED, "%s: %s", attempted, zip_error_strerror (cause));
}

/* The content must live until the archive is closed. */
static gboolean
add_content (zip_t *archive, const MadoPacketContent *content, const MadoSecret *ended, GError **error)
{
  gsize length;
  const void *bytes = g_bytes_get_data (content->bytes, &length);
  zip_source_t *source = zip_source_buffer (archive, bytes, length, 0);
  zip_int64_t index = source != NULL ? zip_file_add (archive, content->name, source, ZIP_FL_ENC_UTF_8) : -1;

  if (index < 0)
    zip_source_free (source);
  if (index < 0 || zip_set_file_compression (archive, (zip_uint64_t) index, ZIP_CM_DEFLATE, FASTEST) != 0 ||
      zip_file_set_dostime (archive, (zip_uint64_t) index, NEUTRAL_TIME, NEUTRAL_DATE, 0) != 0 ||
      zip_file_set_encryption (archive, (zip_uint64_t) index, ZIP_EM_AES_256, get_text (ended)) != 0) {
    set_failed (error, zip_get_error (archive), "cannot put a file into the packet");
    return FALSE;
  }

  return TRUE;
}

static GBytes *
take_bytes (zip_source_t *source)
{
  g_autofree guint8 *bytes = NULL;
  zip_stat_t status;

  if (zip_source_stat (source, &status) != 0 || (status.valid & ZIP_STAT_SIZE) == 0 || zip_source_open (source) != 0)
    return NULL;
  bytes = g_malloc (status.size);

  gboolean is_read = zip_source_read (source, bytes, status.size) == (zip_int64_t) status.size;

  (void) zip_source_close (source); /* ignored: it has been read */

  return is_read ? g_bytes_new_take (g_steal_pointer (&bytes), status.size) : NULL;
}

/**
 * mado_packet_archive_write:
 * @contents: (element-type MadoPacketContent): what goes in
 * @password: ASCII
 * @error: where to put %MADO_PACKET_ERROR_FAILED
 *
 * Returns: (transfer full): the archive
 */
GBytes *
mado_packet_archive_write (const GPtrArray *contents, const MadoSecret *password, GError **error)
{
  g_autoptr (MadoSecret) ended = end_password (password);
  zip_error_t cause;
  g_autoptr (zip_source_t) source = zip_source_buffer_create (NULL, 0, 0, &cause);
  g_autoptr (zip_t) archive = source != NULL ? zip_open_from_source (source, ZIP_TRUNCATE, &cause) : NULL;

  if (archive == NULL) {
    set_failed (error, &cause, "cannot begin a packet");
    return NULL;
  }
  zip_source_keep (source); /* the archive has one of the two */
  for (guint i = 0; i < contents->len; i++)
    if (!add_content (archive, g_ptr_array_index (contents, i), ended, error))
      return NULL;
  if (zip_close (archive) != 0) {
    set_failed (error, zip_get_error (archive), "cannot encrypt the packet");
    return NULL;
  }
  archive = NULL;

  GBytes *bytes = take_bytes (source);

  if (bytes == NULL)
    set_failed (error, zip_source_error (source), "cannot take the packet out of memory");

  return bytes;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* What libzip says of bytes that come from outside: they are not what was written, unless the password is another. */
static MadoPacketError
classify (const zip_error_t *cause)
{
  switch (zip_error_code_zip (cause)) {
  case ZIP_ER_WRONGPASSWD:
  case ZIP_ER_NOPASSWD:
    return MADO_PACKET_ERROR_PASSWORD;
  case ZIP_ER_MEMORY:
    return MADO_PACKET_ERROR_FAILED;
  default:
    return MADO_PACKET_ERROR_DAMAGED;
  }
}

static void
set_unreadable (GError **error, zip_error_t *cause)
{
  MadoPacketError code = classify (cause);

  g_set_error (error, MADO_PACKET_ERROR, (int) code, "cannot open the packet: %s",
               code == MADO_PACKET_ERROR_PASSWORD ? "the password does not fit" : zip_error_strerror (cause));
}

/* Only what we write: AES-256, one of our names, and a size that it says and keeps. */
static gboolean
check_entry (const zip_stat_t *status, gsize room, GError **error)
{
  const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_ENCRYPTION_METHOD | ZIP_STAT_COMP_METHOD;

  if ((status->valid & needed) != needed || !mado_packet_name_is_neutral (status->name) ||
      status->encryption_method != ZIP_EM_AES_256 ||
      (status->comp_method != ZIP_CM_DEFLATE && status->comp_method != ZIP_CM_STORE)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT,
                         "cannot open the packet: an entry of the archive is not one of a packet");
    return FALSE;
  }
  if (status->size > room) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_TOO_LARGE,
                         "cannot open the packet: it holds more than a packet may");
    return FALSE;
  }

  return TRUE;
}

/* To its end and no further: the last read makes libzip check what authenticates the whole entry. */
static GBytes *
read_entry (zip_t *archive, zip_uint64_t index, gsize size, const MadoSecret *ended, GError **error)
{
  g_autoptr (zip_file_t) file = zip_fopen_index_encrypted (archive, index, 0, get_text (ended));
  g_autofree guint8 *bytes = g_malloc (size + 1);
  zip_int64_t n = 1;
  gsize length = 0;

  if (file == NULL) {
    set_unreadable (error, zip_get_error (archive));
    return NULL;
  }
  while (n > 0 && length <= size) {
    n = zip_fread (file, bytes + length, size + 1 - length);
    length += n > 0 ? (gsize) n : 0;
  }
  if (n < 0) {
    set_unreadable (error, zip_file_get_error (file));
    return NULL;
  }
  if (length != size) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_DAMAGED,
                         "cannot open the packet: a file has another size than the archive says");
    return NULL;
  }

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static gboolean
read_entries (zip_t *archive, const MadoSecret *ended, GPtrArray *contents, GError **error)
{
  zip_int64_t n_entries = zip_get_num_entries (archive, 0);
  gsize room = MADO_PACKET_MAX_SIZE;

  if (n_entries <= 0 || n_entries > MADO_PACKET_MAX_CONTENTS) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT,
                         "cannot open the packet: the archive has not as many files as a packet");
    return FALSE;
  }
  for (zip_uint64_t i = 0; i < (zip_uint64_t) n_entries; i++) {
    zip_stat_t status;

    if (zip_stat_index (archive, i, 0, &status) != 0) {
      set_unreadable (error, zip_get_error (archive));
      return FALSE;
    }
    if (!check_entry (&status, room, error))
      return FALSE;

    g_autoptr (GBytes) bytes = read_entry (archive, i, status.size, ended, error);

    if (bytes == NULL)
      return FALSE;
    room -= status.size;
    g_ptr_array_add (contents, mado_packet_content_new (status.name, bytes));
  }

  return TRUE;
}

/* The source, which the archive then owns, reads the caller's bytes. */
static zip_t *
open_archive (GBytes *bytes, GError **error)
{
  zip_error_t cause;
  zip_source_t *source = zip_source_buffer_create (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, &cause);
  zip_t *archive = source != NULL ? zip_open_from_source (source, ZIP_RDONLY | ZIP_CHECKCONS, &cause) : NULL;

  if (archive == NULL) {
    zip_source_free (source);
    set_unreadable (error, &cause);
  }

  return archive;
}

/**
 * mado_packet_archive_read:
 * @archive: bytes from outside
 * @password: what should open it
 * @error: %MADO_PACKET_ERROR_PASSWORD; of some 65,000 wrong passwords one looks like a damaged archive;
 *   %MADO_PACKET_ERROR_DAMAGED, %MADO_PACKET_ERROR_FORMAT, %MADO_PACKET_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (element-type MadoPacketContent): all its files, whole, in the archive's order
 */
GPtrArray *
mado_packet_archive_read (GBytes *archive, const MadoSecret *password, GError **error)
{
  g_autoptr (MadoSecret) ended = end_password (password);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);
  g_autoptr (zip_t) opened = NULL;

  if (g_bytes_get_size (archive) > MADO_PACKET_MAX_SIZE) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_TOO_LARGE,
                         "cannot open the packet: it is larger than a packet may be");
    return NULL;
  }
  opened = open_archive (archive, error);

  return opened != NULL && read_entries (opened, ended, contents, error) ? g_steal_pointer (&contents) : NULL;
}
