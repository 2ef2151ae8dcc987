/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the desktop program in the user's language. */

#include <glib/gi18n.h>
#include <locale.h>

#include "mado-application.h"
#include "mado-config.h"
#include "mado-software.h"

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("MADO_LOCALE_DIR"); /* set where the program runs from its build folder */
  g_autoptr (MadoApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (MADO_GETTEXT_DOMAIN, locale_dir != NULL ? locale_dir : MADO_LOCALE_DIR);
  bind_textdomain_codeset (MADO_GETTEXT_DOMAIN, "UTF-8");
  textdomain (MADO_GETTEXT_DOMAIN);

  mado_software_look ();
  application = mado_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
