/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the pixels that the confined decoder made of a paper, blackens them, and writes a PNG of them and of nothing
 * else: no byte of the file is in it, neither what its camera noted nor a smaller copy of the page. */

#include "mado-picture-mask.h"

#include <string.h>

#define BYTES_OF_PIXEL 4

/* Pixels of a picture, row by row without gaps. */
typedef struct {
  guint8 *pixels;
  gsize width;
  gsize height;
} Canvas;

static Canvas
read_picture (GdkTexture *picture)
{
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (picture);
  Canvas canvas = { NULL, (gsize) gdk_texture_get_width (picture), (gsize) gdk_texture_get_height (picture) };

  canvas.pixels = g_malloc_n (canvas.height, canvas.width * BYTES_OF_PIXEL);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  gdk_texture_downloader_download_into (downloader, canvas.pixels, canvas.width * BYTES_OF_PIXEL);

  return canvas;
}

/* A pixel that the edge goes through is covered, too. */
static void
blacken (Canvas *canvas, const graphene_rect_t *place)
{
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height);
  graphene_rect_t inside;

  if (!graphene_rect_intersection (&whole, place, &inside))
    return;
  graphene_rect_round_extents (&inside, &inside);
  for (gsize y = (gsize) inside.origin.y; y < MIN (canvas->height, (gsize) (inside.origin.y + inside.size.height)); y++)
    for (gsize x = (gsize) inside.origin.x; x < MIN (canvas->width, (gsize) (inside.origin.x + inside.size.width));
         x++) {
      guint8 *pixel = canvas->pixels + (y * canvas->width + x) * BYTES_OF_PIXEL;

      memset (pixel, 0, BYTES_OF_PIXEL - 1);
      pixel[BYTES_OF_PIXEL - 1] = 0xff;
    }
}

static guint8
average (const Canvas *canvas, gsize x, gsize y, gsize channel)
{
  guint sum = 0;

  for (gsize i = 0; i < 4; i++)
    sum += canvas->pixels[((y + i / 2) * canvas->width + x + i % 2) * BYTES_OF_PIXEL + channel];

  return (guint8) (sum / 4);
}

static void
halve (Canvas *canvas)
{
  Canvas half = { NULL, MAX (1, canvas->width / 2), MAX (1, canvas->height / 2) };

  half.pixels = g_malloc_n (half.height, half.width * BYTES_OF_PIXEL);
  for (gsize y = 0; y < half.height; y++)
    for (gsize x = 0; x < half.width; x++)
      for (gsize channel = 0; channel < BYTES_OF_PIXEL; channel++)
        half.pixels[(y * half.width + x) * BYTES_OF_PIXEL + channel] = average (canvas, 2 * x, 2 * y, channel);
  g_free (canvas->pixels);
  *canvas = half;
}

static GBytes *
write_picture (const Canvas *canvas)
{
  gsize length = canvas->height * canvas->width * BYTES_OF_PIXEL;
  g_autoptr (GBytes) pixels = g_bytes_new_static (canvas->pixels, length);
  g_autoptr (GdkTexture) picture = gdk_memory_texture_new ((int) canvas->width, (int) canvas->height,
                                                           GDK_MEMORY_R8G8B8A8, pixels, canvas->width * BYTES_OF_PIXEL);

  return gdk_texture_save_to_png_bytes (picture);
}

/**
 * mado_picture_mask:
 * @picture: a picture
 * @places: (element-type graphene_rect_t): what is covered, in its pixels
 *
 * Takes a moment: for a thread of its own.
 *
 * Returns: (transfer full): a PNG
 */
GBytes *
mado_picture_mask (GdkTexture *picture, const GArray *places)
{
  Canvas canvas = read_picture (picture);
  GBytes *file;

  for (guint i = 0; i < places->len; i++)
    blacken (&canvas, &g_array_index (places, graphene_rect_t, i));
  file = write_picture (&canvas);
  while (g_bytes_get_size (file) > MADO_PICTURE_MASK_MOST && MIN (canvas.width, canvas.height) > 1) {
    g_bytes_unref (file);
    halve (&canvas);
    file = write_picture (&canvas);
  }
  g_free (canvas.pixels);

  return file;
}

/* --- without waiting ---------------------------------------------------------------------------------------------- */

typedef struct {
  GdkTexture *picture;
  GArray *places;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->picture);
  g_array_unref (request->places);
  g_free (request);
}

static void
mask_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;

  g_task_return_pointer (task, mado_picture_mask (request->picture, request->places), (GDestroyNotify) g_bytes_unref);
}

/**
 * mado_picture_mask_async:
 * @picture: a picture
 * @places: (element-type graphene_rect_t): what is covered
 * @cancellable: (nullable): nobody wants it any more
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_picture_mask_async (GdkTexture *picture,
                         const GArray *places,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->picture = g_object_ref (picture);
  request->places = g_array_copy ((GArray *) places);
  g_task_set_source_tag (task, mado_picture_mask_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, mask_work);
}

/**
 * mado_picture_mask_finish:
 * @result: of mado_picture_mask_async()
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a PNG
 */
GBytes *
mado_picture_mask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
