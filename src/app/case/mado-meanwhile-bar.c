/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two banners: one goes when nobody else is there, the other when somebody has read it. */

#include "mado-meanwhile-bar.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MadoMeanwhileBar {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable): nobody has signed in yet */
  MadoCompany *others;  /* (nullable): the same */
  MadoId id;            /* of what was opened last, or MADO_ID_NONE */
  gboolean may_take_over;

  AdwBanner *company;
  AdwBanner *changed;
};

G_DEFINE_FINAL_TYPE (MadoMeanwhileBar, mado_meanwhile_bar, ADW_TYPE_BIN)

static guint company_changed_signal;

/* --- who else is there -------------------------------------------------------------------------------------------- */

static void
show_offer (MadoMeanwhileBar *self)
{
  const gboolean is_offered = self->may_take_over && mado_company_can_be_taken_from (self->others);

  adw_banner_set_button_label (self->company, is_offered ? _ ("Take Case O_ver") : NULL);
}

static void
show_company (MadoMeanwhileBar *self)
{
  g_autofree char *text = mado_company_dup_text (self->others, self->may_take_over);
  const gboolean is_news = text != NULL && strcmp (text, adw_banner_get_title (self->company)) != 0;

  adw_banner_set_title (self->company, text != NULL ? text : "");
  adw_banner_set_revealed (self->company, text != NULL);
  show_offer (self);
  if (is_news && self->may_take_over && mado_company_looks_on (self->others))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
company_changed_cb (MadoCompany *company, MadoMeanwhileBar *self)
{
  show_company (self);
  g_signal_emit (self, company_changed_signal, 0);
}

/**
 * mado_meanwhile_bar_offer:
 * @self: a bar that watches
 * @may_take_over: whether whoever looks could go on with the case
 */
void
mado_meanwhile_bar_offer (MadoMeanwhileBar *self, gboolean may_take_over)
{
  self->may_take_over = may_take_over;
  show_company (self);
}

/**
 * mado_meanwhile_bar_get_company:
 * @self: a bar that watches
 *
 * Returns: (transfer none): who else is there
 */
MadoCompany *
mado_meanwhile_bar_get_company (MadoMeanwhileBar *self)
{
  return self->others;
}

/**
 * mado_meanwhile_bar_watch:
 * @self: a bar
 * @session: of whoever looks
 */
void
mado_meanwhile_bar_watch (MadoMeanwhileBar *self, MadoSession *session)
{
  self->session = g_object_ref (session);
  self->others = mado_company_new (session);
  g_signal_connect_object (self->others, "changed", G_CALLBACK (company_changed_cb), self, G_CONNECT_DEFAULT);
}

/**
 * mado_meanwhile_bar_open:
 * @self: a bar that watches
 * @id: of a case that is looked at from now on, or %MADO_ID_NONE
 */
void
mado_meanwhile_bar_open (MadoMeanwhileBar *self, MadoId id)
{
  if (mado_id_compare (self->id, id) != 0) /* what was told of the one before is over */
    adw_banner_set_revealed (self->changed, FALSE);
  self->id = id;
  if (mado_id_is_valid (id))
    mado_company_open (self->others, id);
}

/**
 * mado_meanwhile_bar_close:
 * @self: a bar that watches
 *
 * Nobody looks any more.
 */
void
mado_meanwhile_bar_close (MadoMeanwhileBar *self)
{
  if (self->others != NULL)
    mado_company_close (self->others);
}

/* --- what they have done ------------------------------------------------------------------------------------------ */

static gboolean
has_event (const MadoCaseSheet *sheet, const MadoHistoryEvent *wanted)
{
  for (guint i = 0; i < sheet->events->len; i++) {
    const MadoHistoryEvent *event = g_ptr_array_index (sheet->events, i);

    if (event->at == wanted->at && strcmp (event->by, wanted->by) == 0 && strcmp (event->what, wanted->what) == 0)
      return TRUE;
  }

  return FALSE;
}

/* Returns the latest that somebody else did since, or NULL. */
static const MadoHistoryEvent *
find_news (MadoMeanwhileBar *self, const MadoCaseSheet *before, const MadoCaseSheet *sheet)
{
  const char *own = mado_session_get_person (self->session)->account;

  for (guint i = 0; i < sheet->events->len; i++) {
    const MadoHistoryEvent *event = g_ptr_array_index (sheet->events, i);

    if (event->by[0] != '\0' && strcmp (event->by, own) != 0 && !has_event (before, event))
      return event;
  }

  return NULL;
}

/* Where nothing was done here, it was somebody else, whatever the history says of it. */
static gboolean
is_of_others (const MadoCaseSheet *before, const MadoCaseSheet *sheet)
{
  return before->version != sheet->version && before->n_done_here == sheet->n_done_here && !before->is_waiting;
}

/**
 * mado_meanwhile_bar_tell:
 * @self: a bar
 * @before: a case as it was shown until now
 * @sheet: as it is now
 *
 * Says what somebody else has done with it, where somebody has.
 */
void
mado_meanwhile_bar_tell (MadoMeanwhileBar *self, const MadoCaseSheet *before, const MadoCaseSheet *sheet)
{
  const MadoHistoryEvent *news = find_news (self, before, sheet);
  g_autofree char *text = NULL;

  if (news != NULL) /* Translators: an account, and what was done */
    text = g_strdup_printf (_ ("%s has just changed this case: %s. What you have typed is still there."), news->by,
                            news->what);
  else if (is_of_others (before, sheet))
    text = g_strdup (_ ("Somebody else has just changed this case. What you have typed is still there."));
  if (text == NULL)
    return;
  adw_banner_set_title (self->changed, text);
  adw_banner_set_revealed (self->changed, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
understood_cb (AdwBanner *banner, MadoMeanwhileBar *self)
{
  adw_banner_set_revealed (self->changed, FALSE);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_meanwhile_bar_dispose (GObject *object)
{
  MadoMeanwhileBar *self = MADO_MEANWHILE_BAR (object);

  mado_meanwhile_bar_close (self);
  g_clear_object (&self->others);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_MEANWHILE_BAR);

  G_OBJECT_CLASS (mado_meanwhile_bar_parent_class)->dispose (object);
}

static void
mado_meanwhile_bar_class_init (MadoMeanwhileBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_meanwhile_bar_dispose;
  company_changed_signal = g_signal_new ("company-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-meanwhile-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoMeanwhileBar, company);
  gtk_widget_class_bind_template_child (widget_class, MadoMeanwhileBar, changed);
  gtk_widget_class_bind_template_callback (widget_class, understood_cb);
}

static void
mado_meanwhile_bar_init (MadoMeanwhileBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
