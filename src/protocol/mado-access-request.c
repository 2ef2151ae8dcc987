/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said at the door. */

#include "mado-access-request.h"

#include <string.h>

#include "mado-reference-list.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "access request";

/* --- grants ------------------------------------------------------------------------------------------------------ */

static void
free_grant (gpointer data)
{
  MadoGrant *grant = data;

  g_free (grant->programme);
  g_free (grant->role);
  g_free (grant);
}

/**
 * mado_grants_new:
 *
 * Returns: (transfer full) (element-type MadoGrant): no role in any programme
 */
GPtrArray *
mado_grants_new (void)
{
  return g_ptr_array_new_with_free_func (free_grant);
}

/**
 * mado_grants_add:
 * @self: (element-type MadoGrant): grants
 * @programme: a programme, without its ward
 * @role: a role that it has
 */
void
mado_grants_add (GPtrArray *self, const char *programme, const char *role)
{
  MadoGrant *grant = g_new (MadoGrant, 1);

  grant->programme = g_strdup (programme);
  grant->role = g_strdup (role);
  g_ptr_array_add (self, grant);
}

/**
 * mado_grants_write:
 * @self: (nullable) (element-type MadoGrant): grants
 * @writer: of the record that they are in
 * @name: its member
 */
void
mado_grants_write (const GPtrArray *self, MadoWireWriter *writer, const char *name)
{
  const guint length = self != NULL ? self->len : 0;

  mado_wire_writer_begin_list (writer, name, length, MADO_ACCESS_MAX_GRANTS);
  for (guint i = 0; i < length; i++) {
    const MadoGrant *grant = g_ptr_array_index (self, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "programme", grant->programme, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "role", grant->role, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
}

/**
 * mado_grants_read:
 * @reader: of the record that they are in
 * @name: its member
 *
 * Returns: (transfer full) (element-type MadoGrant): the grants
 */
GPtrArray *
mado_grants_read (MadoWireReader *reader, const char *name)
{
  GPtrArray *self = mado_grants_new ();

  mado_wire_reader_begin_list (reader, name, MADO_ACCESS_MAX_GRANTS);
  while (mado_wire_reader_next (reader)) {
    const char *programme = mado_wire_reader_get_text (reader, "programme", MADO_WIRE_MAX_TEXT);
    const char *role = mado_wire_reader_get_text (reader, "role", MADO_WIRE_MAX_TEXT);

    mado_grants_add (self, programme, role);
  }

  return self;
}

/* --- requests ---------------------------------------------------------------------------------------------------- */

static void
write_text (MadoWireWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    mado_wire_writer_add_text (writer, name, text, MADO_WIRE_MAX_TEXT);
}

static void
write_password (MadoWireWriter *writer, const char *name, const MadoSecret *password)
{
  g_autoptr (GBytes) bytes = NULL;

  if (password == NULL)
    return;
  bytes = g_bytes_new_static (mado_secret_get_bytes (password), mado_secret_get_length (password));
  mado_wire_writer_add_bytes (writer, name, bytes, MADO_ACCESS_MAX_PASSWORD);
}

/**
 * mado_access_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_access_request_write (const MadoAccessRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  write_text (writer, "account", self->account);
  write_password (writer, "password", self->password);
  write_password (writer, "next", self->next);
  write_text (writer, "code", self->code);
  write_text (writer, "programme", self->programme);
  write_text (writer, "from", self->from);
  write_text (writer, "until", self->until);
  write_text (writer, "report", self->report);
  write_text (writer, "terminal", self->terminal);
  write_text (writer, "site", self->site);
  write_text (writer, "release", self->release);
  write_text (writer, "system", self->system);
  write_text (writer, "list", self->list);
  write_text (writer, "day", self->day);
  if (self->text != NULL)
    mado_wire_writer_add_bytes (writer, "text", self->text, MADO_REFERENCE_MAX_TEXT);
  if (self->grants != NULL)
    mado_grants_write (self->grants, writer, "grants");
  mado_wire_writer_add_flag (writer, "administrator", self->is_administrator);
  mado_wire_writer_add_flag (writer, "overseer", self->is_overseer);
  if (self->is_lost)
    mado_wire_writer_add_flag (writer, "lost", TRUE);
  mado_wire_writer_add_flag (writer, "recovery", self->is_recovery);

  return mado_wire_writer_finish (writer, error);
}

static char *
read_text (MadoWireReader *reader, const char *name)
{
  return g_strdup (mado_wire_reader_has (reader, name) ? mado_wire_reader_get_text (reader, name, MADO_WIRE_MAX_TEXT)
                                                       : "");
}

static MadoSecret *
read_password (MadoWireReader *reader, const char *name)
{
  const char *text;
  MadoSecret *password;

  if (!mado_wire_reader_has (reader, name))
    return NULL;
  text = mado_wire_reader_get_text (reader, name, MADO_ACCESS_MAX_PASSWORD);
  password = mado_secret_new (strlen (text));
  memcpy (mado_secret_get_bytes (password), text, strlen (text));

  return password;
}

/**
 * mado_access_request_read:
 * @text: bytes from anywhere
 * @out_request: (out caller-allocates): the request; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_access_request_read (GBytes *text, MadoAccessRequest *out_request, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new_wiping (what, text);
  MadoAccessRequest self = {
    .account = read_text (reader, "account"),
    .password = read_password (reader, "password"),
    .next = read_password (reader, "next"),
    .code = read_text (reader, "code"),
    .programme = read_text (reader, "programme"),
    .from = read_text (reader, "from"),
    .until = read_text (reader, "until"),
    .report = read_text (reader, "report"),
    .terminal = read_text (reader, "terminal"),
    .site = read_text (reader, "site"),
    .release = read_text (reader, "release"),
    .system = read_text (reader, "system"),
    .list = read_text (reader, "list"),
    .day = read_text (reader, "day"),
    .text = mado_wire_reader_has (reader, "text") ? mado_wire_reader_dup_bytes (reader, "text", MADO_REFERENCE_MAX_TEXT)
                                                  : NULL,
    .grants = mado_wire_reader_has (reader, "grants") ? mado_grants_read (reader, "grants") : mado_grants_new (),
    .is_administrator = mado_wire_reader_get_flag (reader, "administrator"),
    .is_overseer = mado_wire_reader_get_flag (reader, "overseer"),
    .is_lost = mado_wire_reader_get_flag (reader, "lost"),
    .is_recovery = mado_wire_reader_get_flag (reader, "recovery"),
  };

  if (!mado_wire_reader_finish (reader, error)) {
    mado_access_request_clear (&self);
    return FALSE;
  }
  *out_request = self;

  return TRUE;
}

/**
 * mado_access_request_clear:
 * @self: a request
 */
void
mado_access_request_clear (MadoAccessRequest *self)
{
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->password, mado_secret_free);
  g_clear_pointer (&self->next, mado_secret_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->programme, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->until, g_free);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->terminal, g_free);
  g_clear_pointer (&self->site, g_free);
  g_clear_pointer (&self->release, g_free);
  g_clear_pointer (&self->system, g_free);
  g_clear_pointer (&self->list, g_free);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
}
