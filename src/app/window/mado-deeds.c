/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any toast still on the screen takes back its own deed, the key the last one. */

#include "mado-deeds.h"

#include <glib/gi18n.h>

#include "mado-refusal-alert.h"
#include "mado-wish.h"

struct _MadoDeeds {
  GObject parent_instance;

  MadoSession *session;
  AdwToastOverlay *toasts;
  GArray *done; /* MadoId: operations that can be taken back, the last at the end */
};

G_DEFINE_FINAL_TYPE (MadoDeeds, mado_deeds, G_TYPE_OBJECT)

enum { SIGNAL_ASKED, N_SIGNALS };

static guint signals[N_SIGNALS];

static AdwToast *
create_toast (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);

  return toast;
}

/* --- taking back -------------------------------------------------------------------------------------------------- */

static void
undone_cb (GObject *session, GAsyncResult *result, gpointer deeds)
{
  g_autoptr (MadoDeeds) self = deeds;
  g_autoptr (GError) error = NULL;

  if (mado_wish_undo_finish (result, &error))
    adw_toast_overlay_add_toast (self->toasts, create_toast (_ ("It is as it was before")));
  else
    mado_refusal_alert (GTK_WIDGET (self->toasts), error);
}

static void
undo (MadoDeeds *self, guint index)
{
  MadoId operation = g_array_index (self->done, MadoId, index);

  g_array_remove_index (self->done, index);
  mado_wish_undo_async (self->session, operation, undone_cb, g_object_ref (self));
}

/**
 * mado_deeds_undo:
 * @self: the deeds of a session
 *
 * Takes back the last of them.
 */
void
mado_deeds_undo (MadoDeeds *self)
{
  if (self->done->len > 0)
    undo (self, self->done->len - 1);
  else
    adw_toast_overlay_add_toast (self->toasts, create_toast (_ ("There is nothing that could be taken back")));
}

static void
undo_button_cb (AdwToast *toast, MadoDeeds *self)
{
  const MadoId *operation = g_object_get_data (G_OBJECT (toast), "operation");

  for (guint i = 0; i < self->done->len; i++)
    if (mado_id_compare (g_array_index (self->done, MadoId, i), *operation) == 0) {
      undo (self, i);
      return;
    }
}

/* The latest is what somebody may want to take back: it does not wait for the toast of the one before. */
static void
offer_undo (MadoDeeds *self, const MadoId *operation, const char *what)
{
  AdwToast *toast = create_toast (what);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, (guint) mado_wish_get_hold ());
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "operation", g_memdup2 (operation, sizeof *operation), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_button_cb), self, G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
done_cb (MadoSession *session, const MadoId *operation, const char *what, MadoDeeds *self)
{
  g_array_append_val (self->done, *operation);
  if (what[0] != '\0')
    offer_undo (self, operation, what);
}

/* --- what was refused --------------------------------------------------------------------------------------------- */

static void
show_refused_cb (AdwToast *toast, MadoDeeds *self)
{
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, g_object_get_data (G_OBJECT (toast), "entity"));
}

/* It stays until somebody has seen it: whoever did it believes that it is done. */
static void
refused_cb (MadoSession *session, const MadoId *entity, const char *why, MadoDeeds *self)
{
  /* Translators: %s is a sentence that says why */
  g_autofree char *text = g_strdup_printf (_ ("The service did not take what you did: %s"), why);
  AdwToast *toast = create_toast (text);

  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "entity", g_memdup2 (entity, sizeof *entity), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_refused_cb), self, G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- the object --------------------------------------------------------------------------------------------------- */

static void
mado_deeds_finalize (GObject *object)
{
  MadoDeeds *self = MADO_DEEDS (object);

  g_array_unref (self->done);
  g_object_unref (self->toasts);
  g_object_unref (self->session);

  G_OBJECT_CLASS (mado_deeds_parent_class)->finalize (object);
}

static void
mado_deeds_class_init (MadoDeedsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_deeds_finalize;
  signals[SIGNAL_ASKED] = g_signal_new ("asked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
mado_deeds_init (MadoDeeds *self)
{
  self->done = g_array_new (FALSE, FALSE, sizeof (MadoId));
}

/**
 * mado_deeds_new:
 * @session: of whoever has signed in
 * @toasts: where it is told
 *
 * Returns: (transfer full): nothing yet
 */
MadoDeeds *
mado_deeds_new (MadoSession *session, AdwToastOverlay *toasts)
{
  MadoDeeds *self = g_object_new (MADO_TYPE_DEEDS, NULL);

  self->session = g_object_ref (session);
  self->toasts = g_object_ref (toasts);
  g_signal_connect_object (session, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (session, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_DEFAULT);

  return self;
}
