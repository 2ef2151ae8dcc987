/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Its cases are checked and ready to be planned. */

#include "gui-office.h"

#include <string.h>

#include "mado-personal-key.h"
#include "mado-share-file.h"
#include "payment-office.h"

struct _GuiOffice {
  PaymentOffice *office;
  char *folder;
  GHashTable *seats; /* account → PaymentSeat */
  MadoSecret *password;
  MadoSecret *share;
};

static void
add_cases (GuiOffice *self, guint n_cases)
{
  for (guint i = 1; i <= n_cases; i++) {
    g_autofree char *receipt = g_strdup_printf ("logo:%u", i);
    g_autofree char *control_no = g_strdup_printf ("%010u", i);
    g_autofree char *account = g_strdup_printf ("%07u", 1000000 + i);

    payment_office_check_case (self->office, receipt, control_no, account);
  }
}

/**
 * gui_office_new:
 * @folder: where profiles lie
 * @password: of everybody
 * @n_cases: that are ready
 *
 * Returns: (transfer full): an office where nobody has a seat yet
 */
GuiOffice *
gui_office_new (const char *folder, const char *password, guint n_cases)
{
  GuiOffice *self = g_new0 (GuiOffice, 1);
  g_autofree char *path = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);
  g_autofree char *typed = g_strdup (password);
  char now[MADO_INSTANT_ISO_SIZE];
  g_autoptr (GError) error = NULL;

  mado_instant_to_iso (mado_instant_now (), now);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  self->folder = g_strdup (folder);
  self->password = mado_secret_new_wiping (typed, strlen (typed));
  self->share = mado_share_file_create (path, &error);
  g_assert_no_error (error);
  self->office = payment_office_new ("ninpu-r7", now);
  self->seats = g_hash_table_new (g_str_hash, g_str_equal);
  add_cases (self, n_cases);

  return self;
}

/**
 * gui_office_free:
 * @self: (transfer full): an office
 */
void
gui_office_free (GuiOffice *self)
{
  payment_office_free (self->office);
  g_hash_table_unref (self->seats);
  mado_secret_free (self->password);
  mado_secret_free (self->share);
  g_free (self->folder);
  g_free (self);
}

/**
 * gui_office_seat:
 * @self: an office
 * @account: who
 * @role: what they are
 *
 * Makes a profile for them, with a key that signs, and leaves it.
 */
void
gui_office_seat (GuiOffice *self, const char *account, const char *role)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.ninpu-r7", self->folder, account);
  const MadoKeyShares shares = { .password = self->password, .terminal_share = self->share };
  PaymentSeat *seat = payment_office_seat_at (self->office, account, role, path, &shares);
  g_autoptr (GError) error = NULL;

  mado_personal_key_save (path, seat->key, self->password, &store_sample_cost, &error);
  g_assert_no_error (error);
  payment_seat_leave (seat);
  g_hash_table_replace (self->seats, seat->account, seat);
}

/**
 * gui_office_meet:
 * @self: an office
 * @account: at whose terminal nobody works
 *
 * What was done there goes to the service, and all that is there comes to it.
 */
void
gui_office_meet (GuiOffice *self, const char *account)
{
  PaymentSeat *seat = g_hash_table_lookup (self->seats, account);

  self->office->ward->now = mado_instant_now ();
  payment_seat_return (seat);
  payment_seat_meet (seat);
  payment_seat_leave (seat);
}
