/* SPDX-License-Identifier: GPL-3.0-or-later */

/* There is nothing to see of it where somebody works who belongs to no such place. */

#include "mado-site-notice.h"

#include <glib/gi18n.h>

#include "mado-closing.h"

struct _MadoSiteNotice {
  AdwBin parent_instance;

  GtkLabel *label;
  char *place;          /* (nullable): nobody works here */
  char *end;            /* of its sessions; "": never */
  MadoClosing *closing; /* (nullable): nobody works here, or the place never closes */
};

G_DEFINE_FINAL_TYPE (MadoSiteNotice, mado_site_notice, ADW_TYPE_BIN)

enum { SIGNAL_SAID, SIGNAL_OVER, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Until when stands there as long as anybody may still need it. */
static void
show_site (MadoSiteNotice *self, gboolean is_closing)
{
  /* Translators: %s is a place, such as the terminal of the ward */
  g_autofree char *text =
      g_strdup_printf (_ ("%s: for reading. Only comments, replies and signatures can be written."), self->place);
  /* Translators: %s is a time of day */
  g_autofree char *end = g_strdup_printf (_ ("The session ends at %s. What you have typed is kept."), self->end);
  g_autofree char *both = g_strjoin ("\n", text, is_closing ? end : NULL, NULL);

  gtk_label_set_text (self->label, both);
}

static void
warned_cb (MadoClosing *closing, MadoSiteNotice *self)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("The session ends in %u minute. What you have typed is kept.",
                                 "The session ends in %u minutes. What you have typed is kept.", MADO_CLOSING_WARNING),
                       MADO_CLOSING_WARNING);

  show_site (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_SAID], 0, text);
}

static void
over_cb (MadoClosing *closing, MadoSiteNotice *self)
{
  g_signal_emit (self, signals[SIGNAL_OVER], 0);
}

static void
watch_closing (MadoSiteNotice *self, const MadoSite *site)
{
  g_clear_object (&self->closing);
  if (site == NULL || site->closes[0] == '\0')
    return;
  self->closing = mado_closing_new (mado_instant_now, site->closes);
  g_signal_connect_object (self->closing, "warned", G_CALLBACK (warned_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->closing, "over", G_CALLBACK (over_cb), self, G_CONNECT_DEFAULT);
}

/* Preferences lead out of what the place is for. */
static void
allow_preferences (gboolean are_allowed)
{
  GApplication *application = g_application_get_default ();
  GAction *action = application != NULL ? g_action_map_lookup_action (G_ACTION_MAP (application), "preferences") : NULL;

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), are_allowed);
}

/**
 * mado_site_notice_set_session:
 * @self: a notice
 * @session: (nullable): of whoever works here now; %NULL: nobody
 */
void
mado_site_notice_set_session (MadoSiteNotice *self, MadoSession *session)
{
  const MadoSite *site = session != NULL ? mado_session_get_site (session) : NULL;

  g_set_str (&self->place, site != NULL ? site->label : NULL);
  g_set_str (&self->end, site != NULL ? site->closes : NULL);
  watch_closing (self, site);
  allow_preferences (site == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), site != NULL);
  if (site != NULL)
    show_site (self, FALSE);
}

static void
mado_site_notice_dispose (GObject *object)
{
  g_clear_object (&MADO_SITE_NOTICE (object)->closing);

  G_OBJECT_CLASS (mado_site_notice_parent_class)->dispose (object);
}

static void
mado_site_notice_finalize (GObject *object)
{
  MadoSiteNotice *self = MADO_SITE_NOTICE (object);

  g_free (self->place);
  g_free (self->end);

  G_OBJECT_CLASS (mado_site_notice_parent_class)->finalize (object);
}

static void
mado_site_notice_class_init (MadoSiteNoticeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_site_notice_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_site_notice_finalize;
  signals[SIGNAL_SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OVER] =
      g_signal_new ("over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_site_notice_init (MadoSiteNotice *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_justify (self->label, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "notice");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
