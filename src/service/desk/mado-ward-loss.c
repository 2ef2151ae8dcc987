/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small file of JSON, written whole: it is read and written hardly ever. */

#include "mado-ward-loss.h"

#include <string.h>

#include "mado-backend-error.h"
#include "mado-durable-file.h"
#include "mado-json-member.h"

#define MAX_SIZE (4 * 1024 * 1024)
#define FORMAT "madoguchi-loss/1"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

/**
 * mado_ward_loss_dup_path:
 * @folder: of the service
 * @ward: a ward's name
 *
 * Returns: (transfer full): where it is written down
 */
char *
mado_ward_loss_dup_path (const char *folder, const char *ward)
{
  g_autofree char *name = g_strconcat (ward, ".loss", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
free_loss (gpointer data)
{
  MadoWardLoss *self = data;

  g_free (self->stream);
  g_free (self->by);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static MadoWardLoss *
read_loss (yyjson_val *object)
{
  MadoWardLoss *self = g_new0 (MadoWardLoss, 1);

  self->stream = g_strdup (mado_json_get_text (object, "stream"));
  self->pledged = mado_json_get_number (object, "acknowledged");
  self->head = mado_json_get_number (object, "ended");
  self->found = mado_instant_from_iso (mado_json_get_text (object, "found"));
  self->seen = mado_instant_from_iso (mado_json_get_text (object, "seen"));
  self->by = mado_instant_is_valid (self->seen) ? g_strdup (mado_json_get_text (object, "by")) : NULL;

  return self;
}

static GPtrArray *
read_all (GBytes *text, const char *path, GError **error)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (root, "losses"));
  GPtrArray *losses = NULL;

  if (strcmp (mado_json_get_text (root, "format"), FORMAT) != 0) {
    g_set_error (
        error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_FAILED,
        "\"%s\" is damaged: it says what a log had lost. Keep a copy of it, and compare the logs with a backup", path);
    return NULL;
  }
  losses = g_ptr_array_new_with_free_func (free_loss);
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    g_ptr_array_add (losses, read_loss (one));

  return losses;
}

/**
 * mado_ward_loss_load:
 * @path: where it is written down
 * @error: where to put why it cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoWardLoss): what was lost, the first first; none where there is
 *   no such file
 */
GPtrArray *
mado_ward_loss_load (const char *path, GError **error)
{
  g_autoptr (GBytes) text = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_ptr_array_new_with_free_func (free_loss);
  text = mado_durable_file_load (path, MAX_SIZE, error);

  return text != NULL ? read_all (text, path, error) : NULL;
}

/* --- saying ------------------------------------------------------------------------------------------------------- */

#define UNTIL "It does not hold until somebody has said with \"madoguchi-ctl audit acknowledge\" to have looked at it."

/**
 * mado_ward_loss_say:
 * @breach: what was lost
 *
 * To the journal.
 */
void
mado_ward_loss_say (const MadoPledgeBreach *breach)
{
  g_autofree char *what = mado_pledge_breach_describe (breach);

  if (strchr (breach->stream, '/') == NULL)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "heads", "MESSAGE",
                      "%s: %s: somebody took them away, or an old copy was put back. Hold the logs against a copy that "
                      "was kept elsewhere: \"madoguchi-ctl audit verify --heads FILE\". " UNTIL,
                      breach->stream, what);
  else
    g_log_structured (
        G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "past", "MESSAGE",
        "stream %s: %s: what it lies in was damaged, or an old copy was put back. Terminals offer again what "
        "they did; let them, then run \"madoguchi-ctl audit verify\" and compare it with a backup. " UNTIL,
        breach->stream, what);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void
add_time (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, MadoInstant instant)
{
  char iso[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (instant, iso);
  yyjson_mut_obj_add_strcpy (doc, object, name, iso);
}

static yyjson_mut_val *
write_loss (yyjson_mut_doc *doc, const MadoWardLoss *self)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_strcpy (doc, object, "stream", self->stream);
  yyjson_mut_obj_add_sint (doc, object, "acknowledged", self->pledged);
  yyjson_mut_obj_add_sint (doc, object, "ended", self->head);
  add_time (doc, object, "found", self->found);
  if (self->by != NULL) {
    add_time (doc, object, "seen", self->seen);
    yyjson_mut_obj_add_strcpy (doc, object, "by", self->by);
  }

  return object;
}

static gboolean
save (const char *path, const GPtrArray *losses, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *list;
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length = 0;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "format", FORMAT);
  list = yyjson_mut_obj_add_arr (doc, root, "losses");
  for (guint i = 0; i < losses->len; i++)
    yyjson_mut_arr_append (list, write_loss (doc, g_ptr_array_index (losses, i)));
  text = yyjson_mut_write (doc, YYJSON_WRITE_PRETTY, &length);
  bytes = g_bytes_new (text, length);
  free (text);
  yyjson_mut_doc_free (doc);

  return mado_durable_file_save (path, bytes, MADO_DURABLE_FILE_REPLACE, error);
}

/* A service that is started again before anything was written finds the same. */
static gboolean
is_known (const GPtrArray *losses, const MadoPledgeBreach *breach)
{
  for (guint i = 0; i < losses->len; i++) {
    const MadoWardLoss *loss = g_ptr_array_index (losses, i);

    if (loss->by == NULL && strcmp (loss->stream, breach->stream) == 0 && loss->pledged == breach->pledged &&
        loss->head == breach->head)
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_ward_loss_note:
 * @path: where it is written down
 * @breaches: (element-type MadoPledgeBreach): what is not kept
 * @now: the time
 * @error: where to put why it cannot be written
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_ward_loss_note (const char *path, const GArray *breaches, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) losses = mado_ward_loss_load (path, error);
  const guint n_before = losses != NULL ? losses->len : 0;

  for (guint i = 0; losses != NULL && i < breaches->len; i++) {
    const MadoPledgeBreach *breach = &g_array_index (breaches, MadoPledgeBreach, i);
    const MadoWardLoss loss = {
      g_strdup (breach->stream), breach->pledged, breach->head, now, MADO_INSTANT_NONE, NULL
    };

    if (is_known (losses, breach))
      g_free (loss.stream);
    else
      g_ptr_array_add (losses, g_memdup2 (&loss, sizeof loss));
  }

  return losses != NULL && (losses->len == n_before || save (path, losses, error));
}

/**
 * mado_ward_loss_acknowledge:
 * @path: where it is written down
 * @by: who has looked at it
 * @now: the time
 * @out_n: (out): at how many
 * @error: where to put why it cannot be written
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_ward_loss_acknowledge (const char *path, const char *by, MadoInstant now, guint *out_n, GError **error)
{
  g_autoptr (GPtrArray) losses = mado_ward_loss_load (path, error);

  *out_n = 0;
  for (guint i = 0; losses != NULL && i < losses->len; i++) {
    MadoWardLoss *loss = g_ptr_array_index (losses, i);

    if (loss->by != NULL)
      continue;
    loss->by = g_strdup (by);
    loss->seen = now;
    ++*out_n;
  }

  return losses != NULL && (*out_n == 0 || save (path, losses, error));
}
