/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the profile by whichever password it has. */

#include "fault-seat.h"

#include <string.h>

#include "mado-store-error.h"

const char *const fault_roles[] = { "clerk", "lead", NULL };

static const MadoArgon2idCost next_to_nothing = { .memory = 8, .passes = 1, .lanes = 1 };

/* --- what opens it ------------------------------------------------------------------------------------------------ */

static MadoSecret *
make_secret (const char *text)
{
  MadoSecret *secret = mado_secret_new (strlen (text));

  memcpy (mado_secret_get_bytes (secret), text, strlen (text));

  return secret;
}

/**
 * fault_seat_load_programme:
 *
 * Returns: (transfer full): the programme that everybody works in
 */
MadoProgramme *
fault_seat_load_programme (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "programmes", FAULT_PROGRAMME ".json", NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) text = NULL;
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  text = g_bytes_new_take (content, length);

  return mado_programme_read (text, faults);
}

static MadoProgramme *
find_programme (G_GNUC_UNUSED gpointer user_data, G_GNUC_UNUSED const char *programme, G_GNUC_UNUSED GError **error)
{
  return fault_seat_load_programme ();
}

/**
 * fault_seat_new:
 * @folder: where its files are
 * @account: whose it is
 *
 * Returns: (transfer full): the profile, which may or may not be there
 */
FaultSeat *
fault_seat_new (const char *folder, const char *account)
{
  FaultSeat *self = g_new0 (FaultSeat, 1);

  self->path = g_build_filename (folder, "profile", NULL);
  self->passwords[0] = make_secret ("correct horse battery");
  self->passwords[1] = make_secret ("staple of another sort");
  self->terminal_share = make_secret ("the terminal's share, 32 bytes !");
  self->service_share = make_secret ("the service's share, of 32 bytes");
  self->opening = (MadoDeskOpening) {
    .place = { .path = self->path },
    .profile = { .ward = FAULT_WARD, .programme = FAULT_PROGRAMME },
    .shares = { self->passwords[0], self->terminal_share, self->service_share },
    .person = { account, fault_roles },
    .find_programme = find_programme,
  };

  return self;
}

/**
 * fault_seat_free:
 * @self: (transfer full): a profile
 */
void
fault_seat_free (FaultSeat *self)
{
  mado_secret_free (self->passwords[0]);
  mado_secret_free (self->passwords[1]);
  mado_secret_free (self->terminal_share);
  mado_secret_free (self->service_share);
  g_free (self->path);
  g_free (self);
}

/**
 * fault_seat_is_there:
 * @self: a profile
 *
 * Returns: whether it was made: its key comes last
 */
gboolean
fault_seat_is_there (const FaultSeat *self)
{
  g_autofree char *key = g_strconcat (self->path, ".key", NULL);

  return g_file_test (key, G_FILE_TEST_EXISTS);
}

/* --- opening it --------------------------------------------------------------------------------------------------- */

/**
 * fault_seat_make:
 * @self: a profile that is not there
 *
 * Returns: (transfer full): it is now, and open
 */
MadoDesk *
fault_seat_make (FaultSeat *self)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk;

  self->opening.profile.id = mado_id_draw ();
  self->opening.profile.device = mado_id_draw ();
  desk = mado_desk_create (&self->opening, &next_to_nothing, &error);
  g_assert_no_error (error);
  self->opening.profile.id = self->opening.profile.device = MADO_ID_NONE;

  return desk;
}

/* Returns: whether it is worth to try the other password */
static gboolean
take_other_password (FaultSeat *self, const GError *error)
{
  if (!g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD) ||
      self->opening.shares.password == self->passwords[1])
    return FALSE;
  self->opening.shares.password = self->passwords[1];

  return TRUE;
}

/**
 * fault_seat_open:
 * @self: a profile that is there
 *
 * Returns: (transfer full): it is open
 */
MadoDesk *
fault_seat_open (FaultSeat *self)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_open (&self->opening, &error);

  if (desk == NULL && take_other_password (self, error)) {
    g_clear_error (&error);
    desk = mado_desk_open (&self->opening, &error);
  }
  g_assert_no_error (error);

  return desk;
}

/**
 * fault_seat_open_database:
 * @self: a profile that is there
 *
 * Returns: (transfer full): its file alone
 */
MadoDatabase *
fault_seat_open_database (FaultSeat *self)
{
  const MadoDeskOpening *opening = &self->opening;
  g_autoptr (GError) error = NULL;
  MadoDatabase *database = mado_profile_open (&opening->place, &opening->profile, &opening->shares, &error);

  if (database == NULL && take_other_password (self, error)) {
    g_clear_error (&error);
    database = mado_profile_open (&opening->place, &opening->profile, &opening->shares, &error);
  }
  g_assert_no_error (error);

  return database;
}

/**
 * fault_seat_change_key:
 * @self: a profile that is open
 *
 * The other password opens it from now on.
 */
void
fault_seat_change_key (FaultSeat *self)
{
  MadoKeyShares next = self->opening.shares;
  g_autoptr (GError) error = NULL;

  next.password = self->passwords[next.password == self->passwords[0]];
  (void) mado_profile_change_key (self->path, MADO_ID_NONE, &self->opening.shares, &next, &next_to_nothing, &error);
  g_assert_no_error (error);
  self->opening.shares = next;
}
