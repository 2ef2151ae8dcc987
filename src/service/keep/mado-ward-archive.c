/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds its way among the files of a folder: NUMBER.whole and NUMBER.more. */

#include "mado-ward-archive.h"

#include <string.h>

#include "mado-keep-error.h"

#define WHOLE ".whole"
#define MORE ".more"
#define N_DIGITS 8

struct _MadoWardArchive {
  char *folder;
  const MadoSecret *key;
  GPtrArray *files; /* (element-type MadoArchiveFile): by number */
};

static void
free_file (gpointer data)
{
  MadoArchiveFile *file = data;

  g_free (file->path);
  g_free (file);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const MadoArchiveFile *one = *(const MadoArchiveFile *const *) a, *other = *(const MadoArchiveFile *const *) b;

  return (one->number > other->number) - (one->number < other->number);
}

/* What has another name is not ours. */
static MadoArchiveFile *
read_name (const char *folder, const char *name)
{
  const gsize n_digits = strspn (name, "0123456789");
  const gboolean is_whole = strcmp (name + n_digits, WHOLE) == 0;
  MadoArchiveFile *file;

  if (n_digits != N_DIGITS || (!is_whole && strcmp (name + n_digits, MORE) != 0))
    return NULL;
  file = g_new (MadoArchiveFile, 1);
  file->number = g_ascii_strtoll (name, NULL, 10);
  file->is_whole = is_whole;
  file->path = g_build_filename (folder, name, NULL);

  return file;
}

/**
 * mado_ward_archive_open:
 * @folder: a folder
 * @key: (transfer none): what its files are sealed under; it outlives the archive
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): what is there
 */
MadoWardArchive *
mado_ward_archive_open (const char *folder, const MadoSecret *key, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  MadoWardArchive *self;
  const char *name;

  if (dir == NULL)
    return NULL;
  self = g_new0 (MadoWardArchive, 1);
  self->folder = g_strdup (folder);
  self->key = key;
  self->files = g_ptr_array_new_with_free_func (free_file);
  while ((name = g_dir_read_name (dir)) != NULL) {
    MadoArchiveFile *file = read_name (folder, name);

    if (file != NULL)
      g_ptr_array_add (self->files, file);
  }
  g_ptr_array_sort (self->files, compare_files);

  return self;
}

/**
 * mado_ward_archive_free:
 * @self: (transfer full): an archive
 */
void
mado_ward_archive_free (MadoWardArchive *self)
{
  g_ptr_array_unref (self->files);
  g_free (self->folder);
  g_free (self);
}

/**
 * mado_ward_archive_get_key:
 * @self: an archive
 *
 * Returns: (transfer none): its key
 */
const MadoSecret *
mado_ward_archive_get_key (const MadoWardArchive *self)
{
  return self->key;
}

/**
 * mado_ward_archive_count:
 * @self: an archive
 *
 * Returns: how many files it has
 */
guint
mado_ward_archive_count (const MadoWardArchive *self)
{
  return self->files->len;
}

/**
 * mado_ward_archive_get:
 * @self: an archive
 * @index: of a file, the oldest first
 *
 * Returns: (transfer none): the file
 */
const MadoArchiveFile *
mado_ward_archive_get (const MadoWardArchive *self, guint index)
{
  return g_ptr_array_index (self->files, index);
}

/**
 * mado_ward_archive_build_path:
 * @self: an archive
 * @name: of something in its folder
 *
 * Returns: (transfer full): its path
 */
char *
mado_ward_archive_build_path (const MadoWardArchive *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/**
 * mado_ward_archive_build_next:
 * @self: an archive
 * @is_whole: whether the next file will have all
 * @out_number: (out): its number
 *
 * Returns: (transfer full): its path
 */
char *
mado_ward_archive_build_next (const MadoWardArchive *self, gboolean is_whole, gint64 *out_number)
{
  const guint n_files = self->files->len;
  g_autofree char *name = NULL;

  *out_number = n_files > 0 ? mado_ward_archive_get (self, n_files - 1)->number + 1 : 1;
  name = g_strdup_printf ("%0*" G_GINT64_FORMAT "%s", N_DIGITS, *out_number, is_whole ? WHOLE : MORE);

  return mado_ward_archive_build_path (self, name);
}

/**
 * mado_ward_archive_find_chain:
 * @self: an archive
 * @until: the number of the last file that counts; 0: the last there is
 * @out_first: (out): the index of the file that has all
 * @out_last: (out): the index of the last one after it
 * @error: %MADO_KEEP_ERROR_NOTHING where there is none
 *
 * Returns: whether there is something to be restored
 */
gboolean
mado_ward_archive_find_chain (
    const MadoWardArchive *self, gint64 until, guint *out_first, guint *out_last, GError **error)
{
  guint n_files = self->files->len;
  guint n_before;

  while (until > 0 && n_files > 0 && mado_ward_archive_get (self, n_files - 1)->number > until)
    n_files--;
  n_before = n_files;
  while (n_before > 0 && !mado_ward_archive_get (self, n_before - 1)->is_whole)
    n_before--;
  if (n_before == 0) {
    g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_NOTHING,
                         "cannot restore the ward: no file is there that has all of it");
    return FALSE;
  }
  *out_first = n_before - 1;
  *out_last = n_files - 1;

  return TRUE;
}

static gboolean
fail_cut_off (GError **error)
{
  g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_DAMAGED,
                       "cannot read what was saved: the file does not begin or end as one");

  return FALSE;
}

static gboolean
read_begin (MadoSealedReader *reader, MadoArchiveRecord *out_begin, GError **error)
{
  const guint8 *record = NULL;
  gsize length = 0;

  return mado_sealed_reader_next (reader, &record, &length, error) &&
         ((record != NULL && mado_archive_record_is_one (record, length)) || fail_cut_off (error)) &&
         mado_archive_record_read (record, length, out_begin, error) &&
         (out_begin->kind == MADO_ARCHIVE_BEGIN || fail_cut_off (error));
}

/**
 * mado_ward_archive_load_begin:
 * @self: an archive
 * @index: of a file
 * @out_begin: (out caller-allocates): which file it says that it is
 * @error: %MADO_KEEP_ERROR
 *
 * Returns: whether it says so
 */
gboolean
mado_ward_archive_load_begin (const MadoWardArchive *self, guint index, MadoArchiveRecord *out_begin, GError **error)
{
  g_autoptr (MadoSealedReader) reader =
      mado_sealed_reader_open (mado_ward_archive_get (self, index)->path, self->key, error);

  return reader != NULL && read_begin (reader, out_begin, error);
}

/**
 * mado_ward_archive_read:
 * @self: an archive
 * @index: of a file
 * @taker: takes each record after the first
 * @user_data: for @taker
 * @error: %MADO_KEEP_ERROR, or what @taker has against it
 *
 * Returns: whether all of it was taken
 */
gboolean
mado_ward_archive_read (
    const MadoWardArchive *self, guint index, MadoArchiveTaker taker, gpointer user_data, GError **error)
{
  const char *path = mado_ward_archive_get (self, index)->path;
  g_autoptr (MadoSealedReader) reader = mado_sealed_reader_open (path, self->key, error);
  MadoArchiveRecord begin = { 0 };
  gboolean has_ended = FALSE;

  if (reader == NULL || !read_begin (reader, &begin, error))
    return FALSE;
  for (;;) {
    const guint8 *record = NULL;
    gsize length = 0;

    if (!mado_sealed_reader_next (reader, &record, &length, error))
      return FALSE;
    if (record == NULL)
      return has_ended || fail_cut_off (error);
    if (!taker (user_data, record, length, error))
      return FALSE;
    has_ended = record[0] == MADO_ARCHIVE_END;
  }
}
