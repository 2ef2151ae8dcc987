/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sealed files.
 *
 *   header  "MADOKEEP", format, salt, check           the check tells another key from a damaged file
 *   piece   length of what follows, marks, sealed     sealed by its number; header and marks are its context
 *
 *   file key = HKDF-SHA-256 (key, salt, "madoguchi sealed file")
 *   check    = the same for another purpose
 *
 * What is sealed are records, each behind its length. The last piece is marked, so that an end cannot be cut off. */

#include "mado-sealed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-fault-point.h"
#include "mado-hash.h"
#include "mado-hkdf.h"
#include "mado-keep-error.h"
#include "mado-parcel.h"
#include "mado-seal.h"
#include "mado-store-error.h"

#define FORMAT 1
#define OWNER_ONLY 0600
#define PIECE_SIZE (1024 * 1024)
#define MAX_PIECE (MADO_SEALED_FILE_MAX_RECORD + PIECE_SIZE + 4)
#define CHECK_SIZE 16

enum {
  MARK_PACKED = 1 << 0,
  MARK_LAST = 1 << 1,
};

/* Numbers are big-endian. There is no padding. */
typedef struct {
  char mark[8];
  guint32 format;
  guint8 salt[32];
  guint8 check[CHECK_SIZE];
} Header;

typedef struct {
  guint32 length;
  guint8 marks;
} __attribute__ ((packed)) PieceHeader;

G_STATIC_ASSERT (sizeof (Header) == 8 + 4 + 32 + CHECK_SIZE);

static const char mark[8] = { 'M', 'A', 'D', 'O', 'K', 'E', 'E', 'P' };

static MadoSecret *
derive (const MadoSecret *key, const Header *header, const char *purpose, gsize length, GError **error)
{
  g_autoptr (GBytes) salt = g_bytes_new_static (header->salt, sizeof header->salt);
  g_autoptr (GBytes) text = g_bytes_new_static (purpose, strlen (purpose));

  return mado_hkdf_derive (&key, 1, salt, text, length, error);
}

static MadoSecret *
derive_check (const MadoSecret *key, const Header *header, GError **error)
{
  return derive (key, header, "madoguchi sealed file check", CHECK_SIZE, error);
}

static MadoSecret *
derive_key (const MadoSecret *key, const Header *header, GError **error)
{
  return derive (key, header, "madoguchi sealed file", MADO_SEAL_KEY_SIZE, error);
}

static GBytes *
build_context (const Header *header, guint8 marks)
{
  GByteArray *context = g_byte_array_new ();

  g_byte_array_append (context, (const guint8 *) header, sizeof *header);
  g_byte_array_append (context, &marks, 1);

  return g_byte_array_free_to_bytes (context);
}

static gboolean
fail_damaged (GError **error)
{
  g_clear_error (error);
  g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_DAMAGED,
                       "cannot read what was saved: the file is damaged, or its end is missing");

  return FALSE;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

struct _MadoSealedWriter {
  char *path;
  char *beside;
  int fd;
  const MadoSecret *key; /* to read it again with */
  MadoSecret *file_key;
  Header header;
  guint64 n_pieces;
  GByteArray *piece;
  MadoHasher *hasher; /* of all records */
};

static gboolean
fail_writing (GError **error)
{
  mado_store_error_set_errno (error, errno, "cannot write what is to be saved");

  return FALSE;
}

static gboolean
write_all (int fd, const void *bytes, gsize length)
{
  for (gsize n_written = 0; n_written < length;) {
    const gssize n = write (fd, (const guint8 *) bytes + n_written, length - n_written);

    if (n < 0 && errno != EINTR)
      return FALSE;
    n_written += n > 0 ? (gsize) n : 0;
  }

  return TRUE;
}

static gboolean
write_header (MadoSealedWriter *self, GError **error)
{
  g_autoptr (MadoSecret) salt = mado_secret_new_random (sizeof self->header.salt);
  g_autoptr (MadoSecret) check = NULL;

  memcpy (self->header.mark, mark, sizeof mark);
  self->header.format = GUINT32_TO_BE (FORMAT);
  memcpy (self->header.salt, mado_secret_get_bytes (salt), sizeof self->header.salt);
  check = derive_check (self->key, &self->header, error);
  self->file_key = derive_key (self->key, &self->header, error);
  if (check == NULL || self->file_key == NULL)
    return FALSE;
  memcpy (self->header.check, mado_secret_get_bytes (check), CHECK_SIZE);
  (void) unlink (self->beside); /* ignored: mostly there is none; one that stays lets open() fail */
  self->fd = open (self->beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, OWNER_ONLY);

  return (self->fd >= 0 && write_all (self->fd, &self->header, sizeof self->header)) || fail_writing (error);
}

/**
 * mado_sealed_writer_new:
 * @path: where the file will be
 * @key: (transfer none): of %MADO_SEALED_FILE_KEY_SIZE; it outlives the writer
 * @error: %MADO_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): a file without records, beside its place
 */
MadoSealedWriter *
mado_sealed_writer_new (const char *path, const MadoSecret *key, GError **error)
{
  g_autoptr (MadoSealedWriter) self = g_new0 (MadoSealedWriter, 1);

  self->path = g_strdup (path);
  self->beside = g_strconcat (path, ".new", NULL);
  self->fd = -1;
  self->key = key;
  self->piece = g_byte_array_new ();
  self->hasher = mado_hasher_new ();

  return write_header (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_sealed_writer_free:
 * @self: (transfer full): a writer; what it did not finish is gone
 */
void
mado_sealed_writer_free (MadoSealedWriter *self)
{
  if (self->fd >= 0) {
    (void) close (self->fd);
    (void) unlink (self->beside); /* ignored: the next one takes its place */
  }
  g_clear_pointer (&self->file_key, mado_secret_free);
  g_byte_array_unref (self->piece);
  mado_hasher_free (self->hasher);
  g_free (self->beside);
  g_free (self->path);
  g_free (self);
}

static gboolean
write_piece (MadoSealedWriter *self, gboolean is_last, GError **error)
{
  g_autoptr (GBytes) text = g_bytes_new (self->piece->data, self->piece->len);
  g_auto (MadoParcel) parcel = { 0 };
  g_autoptr (GBytes) context = NULL, sealed = NULL;
  PieceHeader piece = { 0 };

  if (!mado_parcel_pack (text, &parcel, error))
    return FALSE;
  piece.marks = (guint8) ((parcel.is_packed ? MARK_PACKED : 0) | (is_last ? MARK_LAST : 0));
  context = build_context (&self->header, piece.marks);
  sealed = mado_seal (self->file_key, self->n_pieces++, context, parcel.bytes, error);
  if (sealed == NULL)
    return FALSE;
  piece.length = GUINT32_TO_BE ((guint32) g_bytes_get_size (sealed));
  g_byte_array_set_size (self->piece, 0);
  mado_fault_point ("piece-sealed");

  return (write_all (self->fd, &piece, sizeof piece) &&
          write_all (self->fd, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed))) ||
         fail_writing (error);
}

/**
 * mado_sealed_writer_add:
 * @self: a writer
 * @record: a record
 * @error: %MADO_STORE_ERROR
 *
 * Returns: whether it is written, if only beside the file's place
 */
gboolean
mado_sealed_writer_add (MadoSealedWriter *self, const GByteArray *record, GError **error)
{
  const guint32 length = GUINT32_TO_BE (record->len);

  if (record->len > MADO_SEALED_FILE_MAX_RECORD) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LONG, "cannot save a record: it is too long");
    return FALSE;
  }
  mado_hasher_update (self->hasher, &length, sizeof length);
  mado_hasher_update (self->hasher, record->data, record->len);
  g_byte_array_append (self->piece, (const guint8 *) &length, sizeof length);
  g_byte_array_append (self->piece, record->data, record->len);

  return self->piece->len < PIECE_SIZE || write_piece (self, FALSE, error);
}

static gboolean
hash_records (const char *path, const MadoSecret *key, MadoHash *out_hash, GError **error)
{
  g_autoptr (MadoSealedReader) reader = mado_sealed_reader_open (path, key, error);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  const guint8 *record = NULL;
  gsize length = 0;

  if (reader == NULL)
    return FALSE;
  for (;;) {
    if (!mado_sealed_reader_next (reader, &record, &length, error))
      return FALSE;
    if (record == NULL)
      break;

    const guint32 wire = GUINT32_TO_BE ((guint32) length);

    mado_hasher_update (hasher, &wire, sizeof wire);
    mado_hasher_update (hasher, record, length);
  }
  *out_hash = mado_hasher_finish (hasher);

  return TRUE;
}

/* From the disk, as far as the system lets go of what it remembers. */
static gboolean
read_again (MadoSealedWriter *self, GError **error)
{
  const MadoHash written = mado_hasher_finish (self->hasher);
  MadoHash found;

  if (fsync (self->fd) != 0)
    return fail_writing (error);
  (void) posix_fadvise (self->fd, 0, 0, POSIX_FADV_DONTNEED); /* ignored: then it is read from memory */
  if (!hash_records (self->beside, self->key, &found, error))
    return FALSE;

  return mado_hash_equals (&written, &found) || fail_damaged (error);
}

/**
 * mado_sealed_writer_finish:
 * @self: a writer; it can only be freed afterwards
 * @mode: whether something may be in its place
 * @error: %MADO_STORE_ERROR, or %MADO_KEEP_ERROR_DAMAGED where the disk gives back something else
 *
 * Returns: whether the file is in its place, whole, for good
 */
gboolean
mado_sealed_writer_finish (MadoSealedWriter *self, MadoDurableFileMode mode, GError **error)
{
  if (!write_piece (self, TRUE, error) || !read_again (self, error) ||
      !mado_durable_file_move (self->beside, self->path, mode, error))
    return FALSE;
  (void) close (self->fd);
  self->fd = -1;

  return TRUE;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct _MadoSealedReader {
  int fd;
  MadoSecret *file_key;
  Header header;
  guint64 n_pieces;
  GBytes *piece; /* (nullable) */
  gsize at;      /* in it */
  gboolean is_last;
};

/* Returns: whether all of it was there */
static gboolean
read_all (int fd, void *bytes, gsize length)
{
  gsize n_read = 0;
  gssize n = 1;

  while (n != 0 && n_read < length) {
    n = read (fd, (guint8 *) bytes + n_read, length - n_read);
    if (n < 0 && errno != EINTR)
      return FALSE;
    n_read += n > 0 ? (gsize) n : 0;
  }

  return n_read == length;
}

static gboolean
check_header (const MadoSealedReader *self, const MadoSecret *key, GError **error)
{
  g_autoptr (MadoSecret) check = NULL;

  if (memcmp (self->header.mark, mark, sizeof mark) != 0)
    return fail_damaged (error);
  if (GUINT32_FROM_BE (self->header.format) > FORMAT) {
    g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_NEWER,
                         "cannot read what was saved: a newer release wrote it");
    return FALSE;
  }
  check = derive_check (key, &self->header, error);
  if (check == NULL)
    return FALSE;
  if (memcmp (mado_secret_get_bytes (check), self->header.check, CHECK_SIZE) != 0) {
    g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_KEY,
                         "cannot read what was saved: another key sealed it, or its beginning is damaged");
    return FALSE;
  }

  return TRUE;
}

/**
 * mado_sealed_reader_open:
 * @path: a sealed file
 * @key: of %MADO_SEALED_FILE_KEY_SIZE
 * @error: %MADO_STORE_ERROR_MISSING, %MADO_KEEP_ERROR_KEY, %MADO_KEEP_ERROR_DAMAGED, %MADO_KEEP_ERROR_NEWER
 *
 * Returns: (transfer full) (nullable): before the first record
 */
MadoSealedReader *
mado_sealed_reader_open (const char *path, const MadoSecret *key, GError **error)
{
  g_autoptr (MadoSealedReader) self = g_new0 (MadoSealedReader, 1);

  self->fd = open (path, O_RDONLY | O_CLOEXEC);
  if (self->fd < 0) {
    mado_store_error_set_errno (error, errno, "cannot open what was saved");
    return NULL;
  }
  if (!read_all (self->fd, &self->header, sizeof self->header)) {
    fail_damaged (error);
    return NULL;
  }
  if (!check_header (self, key, error))
    return NULL;
  self->file_key = derive_key (key, &self->header, error);

  return self->file_key != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_sealed_reader_free:
 * @self: (transfer full): a reader
 */
void
mado_sealed_reader_free (MadoSealedReader *self)
{
  if (self->fd >= 0)
    (void) close (self->fd);
  g_clear_pointer (&self->file_key, mado_secret_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_free (self);
}

static GBytes *
load_piece (MadoSealedReader *self, guint8 *out_marks)
{
  PieceHeader piece;
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GBytes) context = NULL, sealed = NULL;
  guint32 length;

  if (!read_all (self->fd, &piece, sizeof piece))
    return NULL;
  length = GUINT32_FROM_BE (piece.length);
  if (length > MAX_PIECE + MADO_SEAL_TAG_SIZE)
    return NULL;
  bytes = g_malloc (length);
  if (!read_all (self->fd, bytes, length))
    return NULL;
  context = build_context (&self->header, piece.marks);
  sealed = g_bytes_new_take (g_steal_pointer (&bytes), length);
  *out_marks = piece.marks;

  return mado_unseal (self->file_key, self->n_pieces++, context, sealed, NULL);
}

static gboolean
next_piece (MadoSealedReader *self, GError **error)
{
  guint8 marks = 0, beyond;
  g_auto (MadoParcel) parcel = { .bytes = load_piece (self, &marks) };

  g_clear_pointer (&self->piece, g_bytes_unref);
  self->at = 0;
  if (parcel.bytes == NULL)
    return fail_damaged (error);
  parcel.is_packed = (marks & MARK_PACKED) != 0;
  self->is_last = (marks & MARK_LAST) != 0;
  self->piece = mado_parcel_unpack (&parcel, MAX_PIECE, NULL);
  if (self->piece == NULL || (self->is_last && read_all (self->fd, &beyond, 1)))
    return fail_damaged (error);

  return TRUE;
}

/**
 * mado_sealed_reader_next:
 * @self: a reader
 * @out_record: (out) (transfer none) (nullable): the next record, until the next call; %NULL: that was the last one
 * @out_length: (out): its length
 * @error: %MADO_KEEP_ERROR_DAMAGED
 *
 * Returns: whether what was written comes back so far
 */
gboolean
mado_sealed_reader_next (MadoSealedReader *self, const guint8 **out_record, gsize *out_length, GError **error)
{
  guint32 length;
  gsize size = 0;
  const guint8 *bytes;

  while (self->piece == NULL || self->at == g_bytes_get_size (self->piece)) {
    *out_record = NULL;
    if (self->is_last)
      return TRUE;
    if (!next_piece (self, error))
      return FALSE;
  }
  bytes = g_bytes_get_data (self->piece, &size);
  if (bytes == NULL || size - self->at < sizeof length)
    return fail_damaged (error);
  memcpy (&length, bytes + self->at, sizeof length);
  length = GUINT32_FROM_BE (length);
  self->at += sizeof length;
  if (size - self->at < length)
    return fail_damaged (error);
  *out_record = bytes + self->at;
  *out_length = length;
  self->at += length;

  return TRUE;
}
