/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists and reads the files of a folder. What leads out of it (a link) is told and not followed. */

#include "mado-attachment-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mado-attachment-name.h"
#include "mado-attachment-zip.h"
#include "mado-base-error.h"
#include "mado-file-name.h"

#define MIB ((guint64) 1024 * 1024)
#define CHUNK (256 * 1024)

struct _MadoAttachmentSource {
  MadoAttachmentLimits limits;
  GPtrArray *entries;     /* (element-type MadoAttachmentEntry) */
  char *folder;           /* (nullable): where the files are */
  MadoAttachmentZip *zip; /* (nullable): where else */
};

/**
 * mado_attachment_limits_get_default:
 *
 * Returns: (transfer none): the limits where nobody has set others
 */
const MadoAttachmentLimits *
mado_attachment_limits_get_default (void)
{
  static const MadoAttachmentLimits limits = {
    .max_file = 20 * MIB,
    .max_total = 64 * 1024 * MIB,
    .max_entries = 300000,
    .max_depth = 5,
    .max_ratio = 100,
  };

  return &limits;
}

static void
free_entry (MadoAttachmentEntry *entry)
{
  g_free (entry->name);
  g_free (entry);
}

static MadoAttachmentSource *
make_source (const MadoAttachmentLimits *limits)
{
  MadoAttachmentSource *self = g_new0 (MadoAttachmentSource, 1);

  self->limits = *limits;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);

  return self;
}

/**
 * mado_attachment_source_free:
 * @self: (nullable) (transfer full): a source
 */
void
mado_attachment_source_free (MadoAttachmentSource *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->zip, mado_attachment_zip_free);
  g_ptr_array_unref (self->entries);
  g_free (self->folder);
  g_free (self);
}

/* --- listing a folder -------------------------------------------------------------------------------------------- */

static gboolean
refuse_source (GError **error, const char *why)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot take the attachments in: %s", why);

  return FALSE;
}

static gboolean list_folder (MadoAttachmentSource *self, GFile *folder, const char *path, guint depth, GError **error);

static const char *
judge_file (const MadoAttachmentSource *self, GFileInfo *info, const char *path)
{
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_SYMBOLIC_LINK)
    return "E_LINK";
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || !g_utf8_validate (path, -1, NULL) ||
      !mado_attachment_name_is_safe (path))
    return "E_PATH";
  if (mado_file_name_holds_my_number (path))
    return "E_MY_NUMBER";

  return g_file_info_get_size (info) > (goffset) self->limits.max_file ? "E_FILE_SIZE" : NULL;
}

static gboolean
add_file (MadoAttachmentSource *self, GFileInfo *info, const char *path, GError **error)
{
  MadoAttachmentEntry *entry = g_new0 (MadoAttachmentEntry, 1);

  entry->name = mado_file_name_show (path);
  entry->size = (guint64) g_file_info_get_size (info);
  entry->code = judge_file (self, info, path);
  entry->index = -1;
  g_ptr_array_add (self->entries, entry);

  return self->entries->len <= self->limits.max_entries || refuse_source (error, "there are too many files");
}

static gboolean
add_child (MadoAttachmentSource *self,
           GFileEnumerator *children,
           GFileInfo *info,
           const char *path,
           guint depth,
           GError **error)
{
  g_autoptr (GFile) child = g_file_enumerator_get_child (children, info);
  g_autofree char *name = path[0] != '\0' ? g_build_filename (path, g_file_info_get_name (info), NULL)
                                          : g_strdup (g_file_info_get_name (info));

  if (mado_attachment_name_is_litter (name))
    return TRUE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return list_folder (self, child, name, depth + 1, error);

  return add_file (self, info, name, error);
}

static gboolean
list_folder (MadoAttachmentSource *self, GFile *folder, const char *path, guint depth, GError **error)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFileInfo *info = NULL;

  if (depth > self->limits.max_depth)
    return refuse_source (error, "folders lie too deep in folders");
  children = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  if (children == NULL)
    return FALSE;
  while (g_file_enumerator_iterate (children, &info, NULL, NULL, error) && info != NULL)
    if (!add_child (self, children, info, path, depth, error))
      return FALSE;

  return error == NULL || *error == NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(MadoAttachmentEntry *const *) a)->name, (*(MadoAttachmentEntry *const *) b)->name);
}

/* --- opening ----------------------------------------------------------------------------------------------------- */

/**
 * mado_attachment_source_open:
 * @path: a folder or a ZIP
 * @limits: how much to take
 * @error: where to put why it is refused as a whole
 *
 * Returns: (transfer full) (nullable): the source, its files listed
 */
MadoAttachmentSource *
mado_attachment_source_open (const char *path, const MadoAttachmentLimits *limits, GError **error)
{
  g_autoptr (MadoAttachmentSource) self = make_source (limits);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *fault = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    self->folder = g_strdup (path);
    if (!list_folder (self, file, "", 0, &fault))
      g_propagate_error (error, fault);
    g_ptr_array_sort (self->entries, compare_entries);
    return fault == NULL ? g_steal_pointer (&self) : NULL;
  }
  self->zip = mado_attachment_zip_open (path, limits, self->entries, error);

  return self->zip != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_attachment_source_open_bytes:
 * @zip: a ZIP in memory
 * @limits: how much to take
 * @error: where to put why it is refused as a whole
 *
 * Returns: (transfer full) (nullable): the source, its files listed
 */
MadoAttachmentSource *
mado_attachment_source_open_bytes (GBytes *zip, const MadoAttachmentLimits *limits, GError **error)
{
  g_autoptr (MadoAttachmentSource) self = make_source (limits);

  self->zip = mado_attachment_zip_open_bytes (zip, limits, self->entries, error);

  return self->zip != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_attachment_source_get_entries:
 * @self: a source
 *
 * Returns: (transfer none) (element-type MadoAttachmentEntry): its files
 */
const GPtrArray *
mado_attachment_source_get_entries (const MadoAttachmentSource *self)
{
  return self->entries;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static gboolean
is_plain (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode);
}

/* What grew since it was listed ends at the limit, and is refused. */
static GBytes *
read_file (int fd, gsize max, const char **out_code)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  for (;;) {
    gssize length = TEMP_FAILURE_RETRY (read (fd, chunk, CHUNK));

    if (length < 0) {
      *out_code = "E_UNREADABLE";
      return NULL;
    }
    if (length == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    if (bytes->len + (gsize) length > max) {
      *out_code = "E_FILE_SIZE";
      return NULL;
    }
    g_byte_array_append (bytes, chunk, (guint) length);
  }
}

static GBytes *
load_file (const MadoAttachmentSource *self, const char *name, const char **out_code)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofd int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0 || !is_plain (fd)) {
    *out_code = fd < 0 && errno == ELOOP ? "E_LINK" : "E_UNREADABLE";
    return NULL;
  }

  return read_file (fd, self->limits.max_file, out_code);
}

/**
 * mado_attachment_source_load:
 * @self: a source
 * @entry: one of its files
 * @out_code: (out): why it cannot be read
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
mado_attachment_source_load (MadoAttachmentSource *self, const MadoAttachmentEntry *entry, const char **out_code)
{
  if (entry->code != NULL) {
    *out_code = entry->code;
    return NULL;
  }
  if (self->zip != NULL)
    return mado_attachment_zip_load (self->zip, entry, self->limits.max_file, out_code);

  return load_file (self, entry->name, out_code);
}
