/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may work where is the service's to say; what is refused here is that somebody of the house works at a screen that
 * tells everybody it is the ward's. */

#include "mado-kiosk.h"

#include <glib/gi18n.h>
#include <string.h>

/* Whoever would close the program goes; the next one signs in. */
static gboolean
close_request_cb (GtkWindow *window)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "sign-out", NULL);

  return TRUE;
}

/**
 * mado_kiosk_take_screen:
 * @window: the window of the terminal, with its actions
 */
void
mado_kiosk_take_screen (GtkWindow *window)
{
  static const char *const elsewhere[] = { "practise", "set-up" };

  g_action_map_remove_action (G_ACTION_MAP (window), "fullscreen");
  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), elsewhere[i])),
                                 FALSE);
  gtk_window_set_deletable (window, FALSE);
  gtk_window_fullscreen (window);
  g_signal_connect (window, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * mado_kiosk_admits:
 * @site: for which the program was started
 * @session: of somebody who has signed in
 *
 * Returns: whether that is where this person works
 */
gboolean
mado_kiosk_admits (const char *site, MadoSession *session)
{
  const MadoSite *own = mado_session_get_site (session);

  return own != NULL && strcmp (own->id, site) == 0;
}

/**
 * mado_kiosk_dup_refusal:
 * @site: for which the program was started
 * @session: of somebody who is not admitted
 *
 * Returns: (transfer full): what is said to them
 */
char *
mado_kiosk_dup_refusal (const char *site, MadoSession *session)
{
  const MadoSite *place = mado_section_find (mado_session_get_programme (session)->sites, site);

  /* Translators: a place, such as the ward's terminal */
  return g_strdup_printf (_ ("This terminal is for “%s” alone. Sign in at your own."),
                          place != NULL ? place->label : site);
}
