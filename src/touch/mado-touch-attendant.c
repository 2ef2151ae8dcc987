/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who tells a person that the security key waits. */

#include "mado-touch-attendant.h"

#include "mado-touch-error.h"

static void
begin_alone (G_GNUC_UNUSED GCancellable *cancellable, G_GNUC_UNUSED gpointer user_data)
{
}

static void
end_alone (G_GNUC_UNUSED gpointer user_data)
{
}

static MadoSecret *
miss_pin (G_GNUC_UNUSED gpointer user_data, GError **error)
{
  g_set_error_literal (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_PIN,
                       "the security key wants its PIN, and there is nobody to ask");

  return NULL;
}

static const MadoTouchAttendant nobody = { begin_alone, end_alone, miss_pin, NULL };
static const MadoTouchAttendant *current = &nobody;

/**
 * mado_touch_set_attendant:
 * @attendant: (nullable): who tells people from now on, and stays for as long
 */
void
mado_touch_set_attendant (const MadoTouchAttendant *attendant)
{
  g_atomic_pointer_set (&current, attendant != NULL ? attendant : &nobody);
}

/**
 * mado_touch_get_attendant:
 *
 * Returns: (transfer none): who tells people
 */
const MadoTouchAttendant *
mado_touch_get_attendant (void)
{
  return g_atomic_pointer_get (&current);
}
