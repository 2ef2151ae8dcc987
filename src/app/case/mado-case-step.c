/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a step with a case: asks what has to be said about it, and saves it. */

#include "mado-case-step.h"

#include <glib/gi18n.h>

#include "mado-move-dialog.h"
#include "mado-refusal-alert.h"
#include "mado-wish.h"

/* A step that is being taken. It belongs to the dialog that asks, or else to the save that is under way. */
typedef struct {
  GtkWidget *page;
  MadoSession *session;
  MadoId id;
  gint64 version;
  char *name;
  const MadoTransition *transition;
  GPtrArray *open;        /* (element-type utf8): the deficiencies that it closes */
  MadoMoveDialog *dialog; /* (nullable): that asks, a weak pointer */
  void (*taken) (GtkWidget *page);
} Step;

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_object_unref (step->page);
  g_object_unref (step->session);
  g_free (step->name);
  g_ptr_array_unref (step->open);
  g_clear_weak_pointer (&step->dialog);
}

static void
release_step (gpointer data)
{
  g_rc_box_release_full (data, clear_step);
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  Step *step = data;
  g_autoptr (GError) error = NULL;

  if (!mado_wish_save_finish (result, &error)) {
    mado_refusal_alert (step->page, error);
  } else {
    if (step->dialog != NULL) {
      mado_move_dialog_forget (step->dialog);
      adw_dialog_force_close (ADW_DIALOG (step->dialog));
    }
    step->taken (step->page);
  }
  release_step (step);
}

static void
take (Step *step, const MadoMoveWords *words)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.move", step->id, step->version);
  /* Translators: a step of the work, and whose case took it */
  g_autofree char *what = g_strdup_printf (_ ("%s: %s"), step->transition->label, step->name);

  mado_wish_add_text (wish, "transition", step->transition->id);
  mado_wish_add_text (wish, "reason", words->reason);
  mado_wish_add_text (wish, "text", words->text);
  mado_wish_add_text (wish, "day", words->day);
  mado_wish_add_text (wish, "due", words->due);
  mado_wish_add_text (wish, "tell", words->tell);
  if (step->transition->closes[0] != '\0')
    mado_wish_add_texts (wish, "deficiencies", "id", step->open);
  mado_wish_save_async (wish, step->session, what, saved_cb, g_rc_box_acquire (step));
}

static void
decided_cb (MadoMoveDialog *dialog, const MadoMoveWords *words, Step *step)
{
  take (step, words);
}

static void
release_cb (gpointer step, GClosure *closure)
{
  release_step (step);
}

static AdwDialog *
ask (Step *step)
{
  AdwDialog *dialog = mado_move_dialog_new (step->session, step->transition, step->id);

  g_set_weak_pointer (&step->dialog, MADO_MOVE_DIALOG (dialog));
  g_signal_connect_data (dialog, "decided", G_CALLBACK (decided_cb), g_rc_box_acquire (step), release_cb,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, step->page);

  return dialog;
}

static GPtrArray *
copy_texts (const GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (texts, i)));

  return copy;
}

/**
 * mado_case_step_begin:
 * @page: on which the case is shown
 * @session: a session
 * @sheet: the case as it is shown
 * @transition: a step out of its state; must outlive the session
 * @taken_cb: called with @page once it was taken; a refusal is shown, and nothing called
 *
 * Returns: (transfer none) (nullable): the dialog that asks first, where there is something to ask
 */
AdwDialog *
mado_case_step_begin (GtkWidget *page,
                      MadoSession *session,
                      const MadoCaseSheet *sheet,
                      const MadoTransition *transition,
                      GCallback taken_cb)
{
  Step *step = g_rc_box_new0 (Step);
  AdwDialog *dialog = NULL;

  step->page = g_object_ref (page);
  step->session = g_object_ref (session);
  step->id = sheet->id;
  step->version = sheet->version;
  step->name = g_strdup (sheet->title.name);
  step->transition = transition;
  step->open = copy_texts (sheet->work->open);
  step->taken = (void (*) (GtkWidget *)) taken_cb;
  if (mado_move_dialog_is_needed (transition))
    dialog = ask (step);
  else
    take (step, &(MadoMoveWords) { "", "", "", "", "" });
  release_step (step);

  return dialog;
}
