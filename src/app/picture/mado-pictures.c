/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fetches attachments and decodes them, each on a thread of its own. What came from outside is looked at by content and
 * size before any decoder sees it. */

#include "mado-pictures.h"

#include <string.h>

#include "mado-blob-cache.h"

#define MOST_BYTES (40 * 1024 * 1024)
#define MOST_PIXELS (100 * 1000 * 1000)

typedef struct {
  MadoId entity;
  GPtrArray *files; /* (nullable) (element-type GBytes) */
  guint n_unreadable;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->files, g_ptr_array_unref);
  g_free (request);
}

/* --- from the profile --------------------------------------------------------------------------------------------- */

static gboolean
load_file (MadoDatabase *database, const MadoHash *hash, GPtrArray *files, GError **error)
{
  GBytes *bytes = NULL;

  if (!mado_blob_cache_find (database, hash, mado_instant_now (), &bytes, error))
    return FALSE;
  if (bytes != NULL)
    g_ptr_array_add (files, bytes);

  return TRUE;
}

static gboolean
load_files (MadoDatabase *database, Request *request, GError **error)
{
  g_autoptr (GArray) hashes = mado_blob_cache_list (database, request->entity, error);
  gboolean is_good = hashes != NULL;

  request->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; is_good && i < hashes->len; i++)
    is_good = load_file (database, &g_array_index (hashes, MadoHash, i), request->files, error);

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
  GPtrArray *textures = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < request->files->len; i++) {
    GBytes *file = g_ptr_array_index (request->files, i);
    GdkTexture *texture = is_decodable (file) ? gdk_texture_new_from_bytes (file, NULL) : NULL;

    if (texture != NULL)
      g_ptr_array_add (textures, texture);
    else
      request->n_unreadable++; /* ignored why: it is said that there is such a one */
  }
  g_task_return_pointer (task, textures, (GDestroyNotify) g_ptr_array_unref);
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
 * @out_n_unreadable: (out): how many are of a kind that is not shown
 * @error: what the disk said, %G_IO_ERROR_CLOSED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type GdkTexture): those that are here
 */
GPtrArray *
mado_pictures_load_finish (GAsyncResult *result, guint *out_n_unreadable, GError **error)
{
  GPtrArray *textures = g_task_propagate_pointer (G_TASK (result), error);

  if (textures != NULL)
    *out_n_unreadable = ((const Request *) g_task_get_task_data (G_TASK (result)))->n_unreadable;

  return textures;
}
