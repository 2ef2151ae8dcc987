/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An input method that is left on would turn an account into kana; these fields get along without one. */

#include "mado-field.h"

#include <string.h>

/**
 * mado_field_take_latin:
 * @field: a field for codes, accounts or passwords
 *
 * Turns the input method off in it.
 */
void
mado_field_take_latin (GtkEditable *field)
{
  g_object_set (gtk_editable_get_delegate (field), "im-module", "gtk-im-context-simple", NULL);
}

/**
 * mado_field_take_secret:
 * @field: a field with a password
 *
 * Returns: (transfer full): what stood in it; the field is empty from now on
 */
MadoSecret *
mado_field_take_secret (GtkEditable *field)
{
  const char *text = gtk_editable_get_text (field);
  MadoSecret *secret = mado_secret_new (strlen (text));

  memcpy (mado_secret_get_bytes (secret), text, strlen (text));
  gtk_editable_set_text (field, "");

  return secret;
}
