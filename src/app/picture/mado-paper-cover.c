/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks whoever covers places of a stored paper whether he means it, puts the picture without them in its place, and has
 * what it showed before erased everywhere: there is no way back. */

#include "mado-paper-cover.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "mado-attaching.h"
#include "mado-json-member.h"
#include "mado-picture-mask.h"
#include "mado-policy.h"
#include "mado-refusal-alert.h"
#include "mado-row.h"
#include "mado-say.h"
#include "mado-wish.h"

typedef struct {
  GtkWidget *parent;
  MadoSession *session;
  MadoId entity;
  MadoHash was;
  GdkTexture *picture;
  GArray *places;
  GBytes *png; /* (nullable): what comes in its place */
} Covering;

static void
free_covering (gpointer data)
{
  Covering *self = data;

  g_object_unref (self->parent);
  g_object_unref (self->session);
  g_object_unref (self->picture);
  g_array_unref (self->places);
  g_clear_pointer (&self->png, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Covering, free_covering)

/**
 * mado_paper_cover_is_possible:
 * @session: of whoever looks at a case
 * @item: (nullable): what is read off a paper of it
 *
 * Returns: whether that person may cover places of the paper, as far as the item says
 */
gboolean
mado_paper_cover_is_possible (MadoSession *session, const MadoItem *item)
{
  return item != NULL && strcmp (item->type, "notes") != 0 && /* people write it: it is read off nothing */
         mado_policy_may_attach (mado_session_get_person (session), item);
}

/* --- on the disk -------------------------------------------------------------------------------------------------- */

static yyjson_val *
find_attachment (const MadoEntity *entity, const char *hash)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "attachments"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "hash"), hash) == 0)
      return one;

  return NULL;
}

/* It is a picture now, whatever it was. */
static char *
build_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);

  return g_strconcat (stem, ".png", NULL);
}

static yyjson_mut_val *
write_body (yyjson_mut_doc *doc, yyjson_val *attachment, const Covering *self)
{
  const MadoHash hash = mado_hash_of (g_bytes_get_data (self->png, NULL), g_bytes_get_size (self->png));
  g_autofree char *was = mado_hash_to_hex (&self->was);
  g_autofree char *hex = mado_hash_to_hex (&hash);
  g_autofree char *name = build_name (mado_json_get_text (attachment, "name"));
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_strcpy (doc, body, "item", mado_json_get_text (attachment, "item"));
  yyjson_mut_obj_add_strcpy (doc, body, "was", was);
  yyjson_mut_obj_add_strcpy (doc, body, "hash", hex);
  yyjson_mut_obj_add_str (doc, body, "type", "image/png");
  yyjson_mut_obj_add_strcpy (doc, body, "name", name);

  return body;
}

static MadoOperation *
make_operation (const Covering *self, const MadoEntity *entity, GError **error)
{
  g_autofree char *was = mado_hash_to_hex (&self->was);
  yyjson_val *attachment = find_attachment (entity, was);
  yyjson_mut_doc *doc;
  MadoOperation *operation;
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = self->entity,
    .kind = "case.cover",
    .base = mado_entity_get_version (entity),
    .actor = mado_session_get_person (self->session)->account,
    .terminal = mado_desk_get_terminal (mado_session_get_desk (self->session)),
    .time = mado_instant_now ().microseconds / 1000,
  };

  if (attachment == NULL) { /* somebody else was quicker */
    g_set_error_literal (error, MADO_WISH_ERROR, MADO_WISH_ERROR_REFUSED, MADO_REFUSAL_COVERED);
    return NULL;
  }
  doc = yyjson_mut_doc_new (NULL);
  operation = mado_operation_new (&header, write_body (doc, attachment, self), error);
  yyjson_mut_doc_free (doc);

  return operation;
}

static gboolean
save (const Covering *self, const MadoEntity *entity, GError **error)
{
  MadoReplica *replica = mado_desk_get_replica (mado_session_get_desk (self->session));
  g_autoptr (MadoOperation) operation = make_operation (self, entity, error);
  const MadoAttaching attaching = { operation, self->png };
  g_autoptr (GPtrArray) outcomes = NULL;
  const MadoOutcome *outcome;

  if (operation == NULL)
    return FALSE;
  outcomes = mado_replica_attach (replica, &attaching, 1, mado_instant_now (), error);
  if (outcomes == NULL)
    return FALSE;
  outcome = g_ptr_array_index (outcomes, 0);
  if (outcome->refusal != NULL)
    g_set_error_literal (error, MADO_WISH_ERROR, MADO_WISH_ERROR_REFUSED, outcome->refusal->code);

  return outcome->refusal == NULL;
}

static void
save_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Covering *self = data;
  g_auto (MadoRow) row = { 0 };
  GError *error = NULL;

  if (!mado_row_find (database, self->entity, &row, &error))
    g_task_return_error (task, error);
  else if (row.entity == NULL)
    g_task_return_new_error (task, MADO_WISH_ERROR, MADO_WISH_ERROR_REFUSED, MADO_REFUSAL_ABSENT);
  else if (save (self, row.entity, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, G_GNUC_UNUSED gpointer unused)
{
  const Covering *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    mado_refusal_alert (self->parent, error);
    return;
  }
  mado_session_note_saved (self->session);
  mado_say (self->parent, _ ("It is covered. What stood there is being erased everywhere."));
}

/* --- the question ------------------------------------------------------------------------------------------------- */

static void
masked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Covering *self = data;
  GTask *task = g_task_new (NULL, NULL, saved_cb, NULL);

  self->png = mado_picture_mask_finish (result, NULL); /* it cannot fail */
  g_task_set_task_data (task, self, free_covering);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_WRITER, task, save_work);
}

static void
answered_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (Covering) self = data;
  const GArray *places = self->places;
  GdkTexture *picture = self->picture;

  if (strcmp (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "cover") == 0)
    mado_picture_mask_async (picture, places, NULL, masked_cb, g_steal_pointer (&self));
}

static AdwDialog *
create_question (const MadoPaperCover *cover)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Cover It for Good?"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  const guint n_places = cover->places->len;

  adw_alert_dialog_format_body (
      alert,
      /* Translators: how many places, and what is read off the paper */
      ngettext ("%u place of the paper “%s” becomes black, and the picture as it is now is erased: on this terminal, "
                "at the service, and on all other terminals. Nobody can bring it back. The history of the case says "
                "who did it, and when.",
                "%u places of the paper “%s” become black, and the picture as it is now is erased: on this terminal, "
                "at the service, and on all other terminals. Nobody can bring it back. The history of the case says "
                "who did it, and when.",
                n_places),
      n_places, cover->paper->item->label);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "cover", _ ("Cover and _Erase"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "cover", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");

  return dialog;
}

/**
 * mado_paper_cover_ask:
 * @parent: where it was wanted
 * @cover: what is wanted, where it is possible
 *
 * Covers it where the answer is yes, and says whatever kept it from being done.
 */
void
mado_paper_cover_ask (GtkWidget *parent, const MadoPaperCover *cover)
{
  GBytes *file = cover->paper->file;
  Covering *self = g_new0 (Covering, 1);

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (cover->session);
  self->entity = cover->entity;
  self->was = mado_hash_of (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  self->picture = g_object_ref (cover->picture);
  self->places = g_array_copy ((GArray *) cover->places);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (create_question (cover)), parent, NULL, answered_cb, self);
}
