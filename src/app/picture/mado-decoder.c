/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives a file to madoguchi-decode and takes pixels from it. What comes back is not believed either: its size is held
 * against the bounds, it is read to the last byte that was announced and no further, and it comes in time or never. */

#include "mado-decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mado-config.h"

#define MOST_SECONDS 30

G_DEFINE_QUARK (mado - decoder - error, mado_decoder_error)

/**
 * mado_decoded_page_free:
 * @self: (transfer full): a page
 */
void
mado_decoded_page_free (MadoDecodedPage *self)
{
  g_clear_object (&self->texture);
  g_free (self);
}

static char *
dup_program (void)
{
  const char *folder = g_getenv ("MADO_LIBEXEC_DIR");

  return g_build_filename (folder != NULL ? folder : MADO_LIBEXEC_DIR, "madoguchi-decode", NULL);
}

static void
set_state (GError **error, MadoPictureState state)
{
  g_set_error (error, MADO_DECODER_ERROR, (int) state, "cannot decode the paper: state %u", state);
}

/* The bytes in memory, and nowhere on a disk, as a file that the decoder can read. */
static int
open_memory (GBytes *file)
{
  gsize length = 0;
  const guint8 *rest = g_bytes_get_data (file, &length);
  int memory = memfd_create ("paper", MFD_CLOEXEC);

  while (memory >= 0 && length > 0) {
    ssize_t written = write (memory, rest, length);

    if (written <= 0) {
      close (memory);
      return -1;
    }
    rest += written;
    length -= (gsize) written;
  }
  if (memory >= 0)
    lseek (memory, 0, SEEK_SET);

  return memory;
}

static GSubprocess *
start (GBytes *file, guint page, int output, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = dup_program (), *number = g_strdup_printf ("%u", page);
  char *environment[] = { (char *) "LC_ALL=C.UTF-8", (char *) "HOME=/nonexistent", (char *) "GIO_USE_VFS=local", NULL };
  int memory = open_memory (file);

  g_subprocess_launcher_take_stdout_fd (launcher, output);
  if (memory < 0) {
    set_state (error, MADO_PICTURE_BROKEN);
    return NULL;
  }
  g_subprocess_launcher_take_stdin_fd (launcher, memory);
  g_subprocess_launcher_set_environ (launcher, environment);

  return g_subprocess_launcher_spawn (launcher, error, program, number, NULL);
}

/* --- what comes back ---------------------------------------------------------------------------------------------- */

/* Returns: whether so many bytes came before @deadline */
static gboolean
take (int input, gpointer to, gsize length, gint64 deadline, MadoPictureState *out_state)
{
  guint8 *rest = to;

  while (length > 0) {
    struct pollfd wait = { input, POLLIN, 0 };
    gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
    int ready = left > 0 ? poll (&wait, 1, (int) left) : 0;
    ssize_t n_read = ready > 0 ? read (input, rest, length) : 0;

    if (ready < 0 && errno == EINTR)
      continue;
    if (ready <= 0 || n_read <= 0) {
      *out_state = ready == 0 ? MADO_PICTURE_SLOW : MADO_PICTURE_BROKEN;
      return FALSE;
    }
    rest += n_read;
    length -= (gsize) n_read;
  }

  return TRUE;
}

static gboolean
is_honest (const MadoPictureHead *head)
{
  return head->magic == MADO_PICTURE_WIRE_MAGIC && head->state < MADO_PICTURE_SLOW &&
         (head->state != MADO_PICTURE_GOOD ||
          (head->width > 0 && head->height > 0 && head->n_pages > 0 && head->n_pages <= MADO_PICTURE_MOST_PAGES &&
           (guint64) head->width * head->height <= MADO_PICTURE_MOST_PIXELS + 100000u));
}

static GBytes *
take_pixels (int input, MadoPictureHead *out_head, MadoPictureState *out_state)
{
  gint64 deadline = g_get_monotonic_time () + MOST_SECONDS * G_USEC_PER_SEC;
  g_autofree guint8 *pixels = NULL;
  gsize length;

  if (!take (input, out_head, sizeof *out_head, deadline, out_state))
    return NULL;
  *out_state = is_honest (out_head) ? (MadoPictureState) out_head->state : MADO_PICTURE_BROKEN;
  if (*out_state != MADO_PICTURE_GOOD)
    return NULL;
  length = (gsize) out_head->width * out_head->height * 4;
  pixels = g_malloc (length);

  return take (input, pixels, length, deadline, out_state) ? g_bytes_new_take (g_steal_pointer (&pixels), length)
                                                           : NULL;
}

/**
 * mado_decoder_read:
 * @file: a paper, whatever it is
 * @page: which of its pages, from 0
 * @error: a #MadoPictureState, or why the decoder could not be started
 *
 * Waits for the decoder: for a thread of its own.
 *
 * Returns: (transfer full) (nullable): the page
 */
MadoDecodedPage *
mado_decoder_read (GBytes *file, guint page, GError **error)
{
  MadoPictureState state = MADO_PICTURE_GOOD;
  MadoPictureHead head = { 0 };
  g_autoptr (GSubprocess) decoder = NULL;
  g_autoptr (GBytes) pixels = NULL;
  MadoDecodedPage *decoded;
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0) {
    set_state (error, MADO_PICTURE_BROKEN);
    return NULL;
  }
  decoder = start (file, page, ends[1], error);
  if (decoder != NULL)
    pixels = take_pixels (ends[0], &head, &state);
  close (ends[0]);
  if (decoder == NULL)
    return NULL;
  g_subprocess_force_exit (decoder);
  if (pixels == NULL) {
    set_state (error, state);
    return NULL;
  }
  decoded = g_new0 (MadoDecodedPage, 1);
  decoded->texture =
      gdk_memory_texture_new ((int) head.width, (int) head.height, GDK_MEMORY_R8G8B8A8, pixels, (gsize) head.width * 4);
  decoded->n_pages = head.n_pages;

  return decoded;
}

/* --- without waiting ---------------------------------------------------------------------------------------------- */

typedef struct {
  GBytes *file;
  guint page;
} Request;

static void
free_request (gpointer data)
{
  g_bytes_unref (((Request *) data)->file);
  g_free (data);
}

static void
read_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  MadoDecodedPage *page = mado_decoder_read (request->file, request->page, &error);

  if (page == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, page, (GDestroyNotify) mado_decoded_page_free);
}

/**
 * mado_decoder_read_async:
 * @file: a paper
 * @page: which of its pages, from 0
 * @cancellable: (nullable): nobody wants it any more
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_decoder_read_async (
    GBytes *file, guint page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->file = g_bytes_ref (file);
  request->page = page;
  g_task_set_source_tag (task, mado_decoder_read_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, read_work);
}

/**
 * mado_decoder_read_finish:
 * @result: of mado_decoder_read_async()
 * @error: a #MadoPictureState, %G_IO_ERROR_CANCELLED, or why the decoder could not be started
 *
 * Returns: (transfer full) (nullable): the page
 */
MadoDecodedPage *
mado_decoder_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mado_decoder_get_words:
 * @state: the code of an error
 *
 * Returns: (transfer none): what it means to whoever looks at the paper
 */
const char *
mado_decoder_get_words (int state)
{
  static const char *const words[] = {
    [MADO_PICTURE_STRANGE] = N_ ("It is neither a picture (PNG, JPEG) nor a PDF."),
    [MADO_PICTURE_LARGE] = N_ ("It is too large to be shown. Ask for it in a smaller size."),
    [MADO_PICTURE_DAMAGED] = N_ ("The file is damaged or incomplete. Ask the applicant for it again."),
    [MADO_PICTURE_LOCKED] = N_ ("The PDF needs a password. Ask the applicant for one without."),
    [MADO_PICTURE_NO_PAGE] = N_ ("The file has no such page."),
    [MADO_PICTURE_SLOW] = N_ ("It took too long. The file may be made to do harm: tell whoever is responsible."),
    [MADO_PICTURE_BROKEN] = N_ ("It could not be read. The file may be made to do harm: tell whoever is responsible."),
  };

  return state > MADO_PICTURE_GOOD && state < (int) G_N_ELEMENTS (words) ? _ (words[state])
                                                                         : _ (words[MADO_PICTURE_BROKEN]);
}
