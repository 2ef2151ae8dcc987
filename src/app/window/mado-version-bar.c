/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same for the words of letters and for what is said on the telephone. */

#include "mado-version-bar.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MadoVersionBar {
  AdwBin parent_instance;

  GtkLabel *verdict;
  GtkWidget *undo;
  GtkWidget *retire;
  GtkWidget *approve;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (MadoVersionBar, mado_version_bar, ADW_TYPE_BIN)

enum { SIGNAL_UNDO, SIGNAL_RETIRE, SIGNAL_APPROVE, SIGNAL_SAVE, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_own (const MadoVersionStanding *standing)
{
  return strcmp (mado_version_get_author (standing->version), mado_session_get_person (standing->session)->account) ==
         0;
}

static const char *
find_verdict (const MadoVersionStanding *standing)
{
  if (standing->is_changed || !standing->is_sound || !mado_version_is (standing->version, MADO_VERSION_DRAFT))
    return standing->verdict;

  return is_own (standing) ? _ ("You have written this version: somebody else approves it.")
                           : _ ("This version waits until somebody has read and approved it.");
}

/**
 * mado_version_bar_show:
 * @self: a bar
 * @standing: how the version stands that is looked at
 */
void
mado_version_bar_show (MadoVersionBar *self, const MadoVersionStanding *standing)
{
  const gboolean is_draft = mado_version_is (standing->version, MADO_VERSION_DRAFT);
  const gboolean is_agreed = mado_version_is (standing->version, MADO_VERSION_APPROVED);
  const gboolean is_still = !standing->is_changed && !standing->is_busy;

  gtk_label_set_text (self->verdict, find_verdict (standing));
  gtk_widget_set_visible (self->undo, standing->is_changed);
  gtk_widget_set_visible (self->approve, is_draft && is_still && !is_own (standing));
  gtk_widget_set_visible (self->retire, is_still && (is_draft || is_agreed));
  gtk_widget_set_visible (self->save, standing->is_changed);
  gtk_widget_set_sensitive (self->save, standing->is_sound && !standing->is_busy);
  gtk_widget_set_sensitive (self->approve, standing->is_sound);
}

/**
 * mado_version_bar_dup_name:
 * @version: a version
 * @current: (nullable): the one that is used
 *
 * Returns: (transfer full): its number, who wrote it, and how it stands
 */
char *
mado_version_bar_dup_name (const MadoEntity *version, const MadoEntity *current)
{
  const char *state = version == current                                ? _ ("in use")
                      : mado_version_is (version, MADO_VERSION_DRAFT)   ? _ ("waits for approval")
                      : mado_version_is (version, MADO_VERSION_RETIRED) ? _ ("retired")
                                                                        : C_ ("letter", "approved");

  /* Translators: the number of a version, who wrote it, and how it stands */
  return g_strdup_printf (_ ("Version %u by %s: %s"), (guint) mado_version_get_number (version),
                          mado_version_get_author (version), state);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
clicked_cb (GtkWidget *button, MadoVersionBar *self)
{
  GtkWidget *const buttons[N_SIGNALS] = { self->undo, self->retire, self->approve, self->save };

  for (guint i = 0; i < N_SIGNALS; i++)
    if (buttons[i] == button)
      g_signal_emit (self, signals[i], 0);
}

static void
mado_version_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_VERSION_BAR);

  G_OBJECT_CLASS (mado_version_bar_parent_class)->dispose (object);
}

static void
mado_version_bar_class_init (MadoVersionBarClass *class)
{
  static const char *const names[N_SIGNALS] = { "undo", "retire", "approve", "save" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_version_bar_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] =
        g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-version-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoVersionBar, verdict);
  gtk_widget_class_bind_template_child (widget_class, MadoVersionBar, undo);
  gtk_widget_class_bind_template_child (widget_class, MadoVersionBar, retire);
  gtk_widget_class_bind_template_child (widget_class, MadoVersionBar, approve);
  gtk_widget_class_bind_template_child (widget_class, MadoVersionBar, save);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
mado_version_bar_init (MadoVersionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
