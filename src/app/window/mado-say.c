/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-say.h"

/**
 * mado_say:
 * @from: a widget; nothing is shown where it stands in no window any more
 * @text: a sentence in the user's language
 *
 * Shows the sentence at the foot of the window for some seconds; screen readers say it.
 */
void
mado_say (GtkWidget *from, const char *text)
{
  gtk_widget_activate_action (from, MADO_SAY_ACTION, "s", text);
}
