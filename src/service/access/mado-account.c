/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts, as JSON on their shelf. */

#include "mado-account.h"

#include <string.h>

#include "mado-hex.h"
#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "account"
#define ONE_TIME_LASTS (3 * G_TIME_SPAN_DAY)

static const char what[] = "account record";

/**
 * mado_account_is_name:
 * @name: what somebody says
 *
 * Returns: whether an account can have this name: from 2 to 32 small letters, digits and dashes, a letter first; so
 * that it looks the same to everybody and stands in any file name
 */
gboolean
mado_account_is_name (const char *name)
{
  const gsize length = strlen (name);

  return length >= 2 && length <= MADO_ACCOUNT_MAX_NAME && g_ascii_islower (*name) &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/**
 * mado_account_new:
 * @name: its name
 *
 * Returns: (transfer full): an account that is on no shelf yet, without a password
 */
MadoAccount *
mado_account_new (const char *name)
{
  MadoAccount *self = g_new0 (MadoAccount, 1);

  self->name = g_strdup (name);
  self->grants = mado_grants_new ();
  self->password = g_strdup ("");
  self->earlier = g_ptr_array_new_with_free_func (g_free);
  self->used_step = MADO_TOTP_STEP_NONE;

  return self;
}

/**
 * mado_account_free:
 * @self: (transfer full): an account
 */
void
mado_account_free (MadoAccount *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->grants);
  g_free (self->password);
  g_ptr_array_unref (self->earlier);
  mado_secret_free (self->secret);
  mado_secret_free (self->offered);
  g_free (self);
}

/* --- its record -------------------------------------------------------------------------------------------------- */

static void
write_secret (MadoWireWriter *writer, const char *name, const MadoSecret *secret)
{
  g_autofree char *hex = NULL;

  if (secret == NULL)
    return;
  hex = mado_hex_from_bytes (mado_secret_get_bytes (secret), mado_secret_get_length (secret));
  mado_wire_writer_add_text (writer, name, hex, 2 * MADO_TOTP_SECRET_SIZE);
}

static MadoSecret *
read_secret (MadoWireReader *reader, const char *name)
{
  MadoSecret *secret;

  if (!mado_wire_reader_has (reader, name))
    return NULL;
  secret = mado_secret_new (MADO_TOTP_SECRET_SIZE);
  if (!mado_hex_to_bytes (mado_wire_reader_get_text (reader, name, 2 * MADO_TOTP_SECRET_SIZE),
                          mado_secret_get_bytes (secret), MADO_TOTP_SECRET_SIZE, NULL))
    mado_wire_reader_refuse (reader, name, "is not a secret");

  return secret;
}

static void
write_passwords (MadoWireWriter *writer, const MadoAccount *self)
{
  mado_wire_writer_add_text (writer, "password", self->password, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_begin_list (writer, "earlier", self->earlier->len, MADO_ACCOUNT_N_EARLIER);
  for (guint i = 0; i < self->earlier->len; i++) {
    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "password", g_ptr_array_index (self->earlier, i), MADO_WIRE_MAX_TEXT);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
  mado_wire_writer_add_instant (writer, "changed", self->changed);
  mado_wire_writer_add_flag (writer, "must_change", self->must_change);
  mado_wire_writer_add_instant (writer, "until", self->until);
}

static GBytes *
write_account (const MadoAccount *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "account", self->name, MADO_ACCOUNT_MAX_NAME);
  mado_grants_write (self->grants, writer, "grants");
  mado_wire_writer_add_flag (writer, "administrator", self->is_administrator);
  mado_wire_writer_add_flag (writer, "overseer", self->is_overseer);
  mado_wire_writer_add_flag (writer, "closed", self->is_closed);
  write_passwords (writer, self);
  write_secret (writer, "secret", self->secret);
  write_secret (writer, "offered", self->offered);
  mado_wire_writer_add_number (writer, "used_step", self->used_step, MADO_TOTP_STEP_NONE, MADO_WIRE_LARGEST_NUMBER);

  return mado_wire_writer_finish (writer, error);
}

static void
read_passwords (MadoWireReader *reader, MadoAccount *self)
{
  g_set_str (&self->password, mado_wire_reader_get_text (reader, "password", MADO_WIRE_MAX_TEXT));
  mado_wire_reader_begin_list (reader, "earlier", MADO_ACCOUNT_N_EARLIER);
  while (mado_wire_reader_next (reader))
    g_ptr_array_add (self->earlier, g_strdup (mado_wire_reader_get_text (reader, "password", MADO_WIRE_MAX_TEXT)));
  self->changed = mado_wire_reader_get_instant (reader, "changed");
  self->must_change = mado_wire_reader_get_flag (reader, "must_change");
  self->until = mado_wire_reader_get_instant (reader, "until");
}

static gpointer
read_account (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoAccount) self =
      mado_account_new (mado_wire_reader_get_text (reader, "account", MADO_ACCOUNT_MAX_NAME));

  g_ptr_array_unref (self->grants);
  self->grants = mado_grants_read (reader, "grants");
  self->is_administrator = mado_wire_reader_get_flag (reader, "administrator");
  self->is_overseer = mado_wire_reader_get_flag (reader, "overseer");
  self->is_closed = mado_wire_reader_get_flag (reader, "closed");
  read_passwords (reader, self);
  self->secret = read_secret (reader, "secret");
  self->offered = read_secret (reader, "offered");
  self->used_step = mado_wire_reader_get_number (reader, "used_step", MADO_TOTP_STEP_NONE, MADO_WIRE_LARGEST_NUMBER);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_account_find:
 * @backend: in a turn
 * @name: what somebody says that an account is called
 * @out_account: (out) (transfer full) (nullable): the account; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_account_find (MadoBackend *backend, const char *name, MadoAccount **out_account, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  MadoAccount *account = NULL;

  if (mado_account_is_name (name) && !backend->type->find_record (backend, SHELF, name, &text, error))
    return FALSE;
  if (text != NULL && (account = read_account (text, error)) == NULL)
    return FALSE;
  *out_account = account;

  return TRUE;
}

/**
 * mado_account_put:
 * @self: an account
 * @backend: in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is on its shelf, in the place of the one before
 */
gboolean
mado_account_put (const MadoAccount *self, MadoBackend *backend, GError **error)
{
  g_autoptr (GBytes) text = write_account (self, error);

  return text != NULL && backend->type->put_record (backend, SHELF, self->name, text, error);
}

/**
 * mado_account_list:
 * @backend: in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoAccount): all of them
 */
GPtrArray *
mado_account_list (MadoBackend *backend, GError **error)
{
  return mado_shelf_list (backend, SHELF, read_account, (GDestroyNotify) mado_account_free, error);
}

/* --- changes ----------------------------------------------------------------------------------------------------- */

static void
put_away_password (MadoAccount *self)
{
  if (*self->password != '\0')
    g_ptr_array_insert (self->earlier, 0, g_strdup (self->password));
  if (self->earlier->len > MADO_ACCOUNT_N_EARLIER)
    g_ptr_array_set_size (self->earlier, MADO_ACCOUNT_N_EARLIER);
}

/**
 * mado_account_set_password:
 * @self: an account
 * @password: the hash of one that its person chose
 * @now: official time; sessions from before it are over
 */
void
mado_account_set_password (MadoAccount *self, const char *password, MadoInstant now)
{
  if (!self->must_change)
    put_away_password (self);
  g_set_str (&self->password, password);
  self->changed = now;
  self->must_change = FALSE;
}

/**
 * mado_account_set_one_time:
 * @self: an account
 * @password: the hash of one that somebody else got for him
 * @now: official time; sessions from before it are over
 */
void
mado_account_set_one_time (MadoAccount *self, const char *password, MadoInstant now)
{
  if (!self->must_change)
    put_away_password (self);
  g_set_str (&self->password, password);
  self->changed = now;
  self->must_change = TRUE;
  self->until.microseconds = now.microseconds + ONE_TIME_LASTS;
}

/**
 * mado_account_set_grants:
 * @self: an account
 * @grants: (element-type MadoGrant): all roles that it has from now on
 */
void
mado_account_set_grants (MadoAccount *self, const GPtrArray *grants)
{
  g_ptr_array_set_size (self->grants, 0);
  for (guint i = 0; i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);

    mado_grants_add (self->grants, grant->programme, grant->role);
  }
}

/**
 * mado_account_dup_roles:
 * @self: an account
 * @programme: a programme, without its ward
 *
 * Returns: (transfer full): its roles there; ends with %NULL
 */
char **
mado_account_dup_roles (const MadoAccount *self, const char *programme)
{
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();

  for (guint i = 0; i < self->grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (self->grants, i);

    if (strcmp (grant->programme, programme) == 0)
      g_strv_builder_add (roles, grant->role);
  }

  return g_strv_builder_end (roles);
}
