/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists and reads the files of a ZIP. What it says of itself is believed only where that does no harm: sizes are
 * counted while reading, names are never used as names, and nothing is unpacked but into memory. */

#include "mado-attachment-zip.h"

#include <string.h>
#include <zip.h>

#include "mado-attachment-name.h"
#include "mado-base-error.h"
#include "mado-file-name.h"

#define CHUNK (256 * 1024)
#define SMALL (1024 * 1024) /* bytes that may be packed as well as they can be */
#define UNIX_TYPE_MASK 0170000u
#define UNIX_LINK 0120000u

struct _MadoAttachmentZip {
  zip_t *archive;
  GBytes *bytes; /* (nullable): where it is, if in memory */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_file_t, zip_fclose)

/**
 * mado_attachment_zip_free:
 * @self: (nullable) (transfer full): a ZIP
 */
void
mado_attachment_zip_free (MadoAttachmentZip *self)
{
  if (self == NULL)
    return;

  if (self->archive != NULL)
    zip_discard (self->archive);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* --- names ------------------------------------------------------------------------------------------------------- */

/* Programs of the trade write names in CP932 and say nothing of it. */
static char *
decode_name (const char *raw)
{
  if (g_utf8_validate (raw, -1, NULL))
    return g_strdup (raw);

  return g_convert (raw, -1, "UTF-8", "CP932", NULL, NULL, NULL);
}

static gboolean
is_link (zip_t *archive, zip_uint64_t index)
{
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;

  return zip_file_get_external_attributes (archive, index, 0, &system, &attributes) == 0 && system == ZIP_OPSYS_UNIX &&
         (attributes >> 16 & UNIX_TYPE_MASK) == UNIX_LINK;
}

/* --- listing ----------------------------------------------------------------------------------------------------- */

static const char *
judge_size (const zip_stat_t *status, const MadoAttachmentLimits *limits)
{
  if ((status->valid & ZIP_STAT_SIZE) == 0 || (status->valid & ZIP_STAT_COMP_SIZE) == 0)
    return "E_DAMAGED";
  if (status->size > limits->max_file)
    return "E_FILE_SIZE";
  if (status->size > SMALL && status->size / limits->max_ratio > status->comp_size)
    return "E_BOMB";

  return NULL;
}

static const char *
judge_entry (zip_t *archive, const zip_stat_t *status, const char *name, const MadoAttachmentLimits *limits)
{
  if (name == NULL || !mado_attachment_name_is_safe (name))
    return "E_PATH";
  if (is_link (archive, status->index))
    return "E_LINK";
  if (mado_file_name_holds_my_number (name))
    return "E_MY_NUMBER";
  if ((status->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status->encryption_method != ZIP_EM_NONE)
    return "E_ENCRYPTED";

  return judge_size (status, limits);
}

static void
add_entry (GPtrArray *entries, zip_t *archive, const zip_stat_t *status, const MadoAttachmentLimits *limits)
{
  const char *raw = zip_get_name (archive, status->index, ZIP_FL_ENC_RAW);
  g_autofree char *name = raw != NULL ? decode_name (raw) : NULL;
  MadoAttachmentEntry *entry;

  if (name != NULL && (g_str_has_suffix (name, "/") || mado_attachment_name_is_litter (name)))
    return;
  entry = g_new0 (MadoAttachmentEntry, 1);
  entry->code = judge_entry (archive, status, name, limits);
  entry->name = mado_file_name_show (name != NULL ? name : raw != NULL ? raw : "");
  entry->size = status->size;
  entry->index = (gint64) status->index;
  g_ptr_array_add (entries, entry);
}

static gboolean
refuse_zip (GError **error, const char *why)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot take the ZIP in: %s", why);

  return FALSE;
}

/* Files that share their bytes are how a small ZIP becomes a large one. */
static gboolean
list_entries (MadoAttachmentZip *self,
              guint64 archive_size,
              const MadoAttachmentLimits *limits,
              GPtrArray *entries,
              GError **error)
{
  zip_int64_t n_entries = zip_get_num_entries (self->archive, 0);
  guint64 total = 0, packed = 0;

  if (n_entries < 0 || n_entries > limits->max_entries)
    return refuse_zip (error, "there are too many files in it");
  for (zip_int64_t i = 0; i < n_entries; i++) {
    zip_stat_t status;

    if (zip_stat_index (self->archive, (zip_uint64_t) i, 0, &status) != 0)
      return refuse_zip (error, "its list of files is damaged");
    if (status.size > limits->max_total - total || status.comp_size > archive_size - packed)
      return refuse_zip (error, "it says that it holds more than it can");
    total += status.size;
    packed += status.comp_size;
    add_entry (entries, self->archive, &status, limits);
  }

  return TRUE;
}

static MadoAttachmentZip *
finish_opening (
    MadoAttachmentZip *opened, guint64 size, const MadoAttachmentLimits *limits, GPtrArray *entries, GError **error)
{
  g_autoptr (MadoAttachmentZip) self = opened;

  if (self->archive == NULL) {
    refuse_zip (error, "it is none, or it is damaged");
    return NULL;
  }

  return list_entries (self, size, limits, entries, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_attachment_zip_open:
 * @path: a ZIP
 * @limits: how much to take
 * @entries: (element-type MadoAttachmentEntry): gets its files
 * @error: where to put why it is refused as a whole
 *
 * Returns: (transfer full) (nullable): the ZIP
 */
MadoAttachmentZip *
mado_attachment_zip_open (const char *path, const MadoAttachmentLimits *limits, GPtrArray *entries, GError **error)
{
  MadoAttachmentZip *self = g_new0 (MadoAttachmentZip, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info != NULL)
    self->archive = zip_open (path, ZIP_RDONLY, NULL);

  return finish_opening (self, info != NULL ? (guint64) g_file_info_get_size (info) : 0, limits, entries, error);
}

/**
 * mado_attachment_zip_open_bytes:
 * @bytes: a ZIP
 * @limits: how much to take
 * @entries: (element-type MadoAttachmentEntry): gets its files
 * @error: where to put why it is refused as a whole
 *
 * Returns: (transfer full) (nullable): the ZIP
 */
MadoAttachmentZip *
mado_attachment_zip_open_bytes (GBytes *bytes, const MadoAttachmentLimits *limits, GPtrArray *entries, GError **error)
{
  MadoAttachmentZip *self = g_new0 (MadoAttachmentZip, 1);
  gsize size = 0;
  gconstpointer start = g_bytes_get_data (bytes, &size);
  zip_source_t *source = zip_source_buffer_create (start, size, 0, NULL);

  self->bytes = g_bytes_ref (bytes);
  if (source != NULL)
    self->archive = zip_open_from_source (source, ZIP_RDONLY, NULL);
  if (source != NULL && self->archive == NULL)
    zip_source_free (source);

  return finish_opening (self, size, limits, entries, error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* To the end, so that its checksum is looked at. */
static GBytes *
read_entry (zip_file_t *file, gsize max, const char **out_code)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  for (;;) {
    zip_int64_t length = zip_fread (file, chunk, CHUNK);

    if (length < 0) {
      *out_code = "E_DAMAGED";
      return NULL;
    }
    if (length == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    if (bytes->len + (gsize) length > max) {
      *out_code = "E_BOMB";
      return NULL;
    }
    g_byte_array_append (bytes, chunk, (guint) length);
  }
}

/**
 * mado_attachment_zip_load:
 * @self: a ZIP
 * @entry: one of its files, which nothing refuses
 * @max: bytes that it may become
 * @out_code: (out): why it cannot be read
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
mado_attachment_zip_load (MadoAttachmentZip *self, const MadoAttachmentEntry *entry, gsize max, const char **out_code)
{
  g_autoptr (zip_file_t) file = zip_fopen_index (self->archive, (zip_uint64_t) entry->index, 0);

  if (file == NULL) {
    *out_code = "E_DAMAGED";
    return NULL;
  }

  return read_entry (file, MIN (max, entry->size), out_code);
}
