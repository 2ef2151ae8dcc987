/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fetches attachments and decodes them, each on a thread of its own. What came from outside is looked at by content and
 * size before any decoder sees it. */

#include "mado-pictures.h"

#include <string.h>

#include "mado-blob-cache.h"
#include "mado-json-member.h"
#include "mado-row.h"

#define MOST_BYTES (40 * 1024 * 1024)
#define MOST_PIXELS (100 * 1000 * 1000)

typedef struct {
  MadoId entity;
  GPtrArray *files; /* (nullable) (element-type GBytes) */
  GArray *missing;  /* (nullable) (element-type MadoHash) */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->files, g_ptr_array_unref);
  g_clear_pointer (&request->missing, g_array_unref);
  g_free (request);
}

/**
 * mado_pictures_free:
 * @self: (transfer full): pictures
 */
void
mado_pictures_free (MadoPictures *self)
{
  g_ptr_array_unref (self->textures);
  g_array_unref (self->missing);
  g_free (self);
}

/* --- from the profile --------------------------------------------------------------------------------------------- */

static gboolean
load_file (MadoDatabase *database, const MadoHash *hash, Request *request, GError **error)
{
  GBytes *bytes = NULL;

  if (!mado_blob_cache_find (database, hash, mado_instant_now (), &bytes, error))
    return FALSE;
  if (bytes != NULL)
    g_ptr_array_add (request->files, bytes);
  else
    g_array_append_val (request->missing, *hash);

  return TRUE;
}

static void
add_once (GArray *hashes, const MadoHash *hash)
{
  for (guint i = 0; i < hashes->len; i++)
    if (mado_hash_equals (&g_array_index (hashes, MadoHash, i), hash))
      return;
  g_array_append_val (hashes, *hash);
}

/* What the case names, and after it what was taken in here without an operation. */
static gboolean
list_papers (MadoDatabase *database, MadoId entity, GArray *hashes, GError **error)
{
  g_auto (MadoRow) row = { 0 };
  g_autoptr (GArray) kept = mado_blob_cache_list (database, entity, error);
  yyjson_arr_iter named;

  if (kept == NULL || !mado_row_find (database, entity, &row, error))
    return FALSE;
  named = yyjson_arr_iter_with (row.entity != NULL ? yyjson_obj_get (mado_entity_get_body (row.entity), "attachments")
                                                   : NULL);
  for (yyjson_val *one = yyjson_arr_iter_next (&named); one != NULL; one = yyjson_arr_iter_next (&named)) {
    MadoHash hash;

    if (mado_hash_from_hex (mado_json_get_text (one, "hash"), &hash, NULL))
      add_once (hashes, &hash);
  }
  for (guint i = 0; i < kept->len; i++)
    add_once (hashes, &g_array_index (kept, MadoHash, i));

  return TRUE;
}

static gboolean
load_files (MadoDatabase *database, Request *request, GError **error)
{
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (MadoHash));
  gboolean is_good = list_papers (database, request->entity, hashes, error);

  request->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  request->missing = g_array_new (FALSE, FALSE, sizeof (MadoHash));
  for (guint i = 0; is_good && i < hashes->len; i++)
    is_good = load_file (database, &g_array_index (hashes, MadoHash, i), request, error);

  return is_good;
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (load_files (database, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- decoding ----------------------------------------------------------------------------------------------------- */

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* PNG alone, for its size stands in its head. */
static gboolean
is_decodable (GBytes *file)
{
  static const guint8 head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (file, &length);

  if (length < sizeof head + 8 || length > MOST_BYTES || memcmp (bytes, head, sizeof head) != 0)
    return FALSE;

  guint64 width = read_number (bytes + sizeof head), height = read_number (bytes + sizeof head + 4);

  return width > 0 && height > 0 && width * height <= MOST_PIXELS;
}

static void
decode_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  MadoPictures *pictures = g_new0 (MadoPictures, 1);

  pictures->textures = g_ptr_array_new_with_free_func (g_object_unref);
  pictures->missing = g_steal_pointer (&request->missing);
  for (guint i = 0; i < request->files->len; i++) {
    GBytes *file = g_ptr_array_index (request->files, i);
    GdkTexture *texture = is_decodable (file) ? gdk_texture_new_from_bytes (file, NULL) : NULL;

    if (texture != NULL)
      g_ptr_array_add (pictures->textures, texture);
    else
      pictures->n_unreadable++; /* ignored why: it is said that there is such a one */
  }
  g_task_return_pointer (task, pictures, (GDestroyNotify) mado_pictures_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer outer)
{
  g_autoptr (GTask) task = outer;
  GError *error = NULL;
  Request *loaded = g_task_get_task_data (G_TASK (result)), *request;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, error);
    return;
  }
  request = g_new0 (Request, 1);
  request->files = g_steal_pointer (&loaded->files);
  request->missing = g_steal_pointer (&loaded->missing);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, decode_work);
}

/**
 * mado_pictures_load_async:
 * @session: a session
 * @entity: whose papers
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_pictures_load_async (
    MadoSession *session, MadoId entity, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *outer = g_task_new (NULL, cancellable, callback, user_data);
  GTask *task = g_task_new (NULL, cancellable, loaded_cb, outer);
  Request *request = g_new0 (Request, 1);

  request->entity = entity;
  g_task_set_source_tag (outer, mado_pictures_load_async);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_WRITER, task, load_work);
}

/**
 * mado_pictures_load_finish:
 * @result: of mado_pictures_load_async()
 * @error: what the disk said, %G_IO_ERROR_CLOSED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): those that are here, and which are not
 */
MadoPictures *
mado_pictures_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
