/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is answered at the door. */

#include "mado-access-reply.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "access reply";

/* The texts of a reply that may be there or not. */
static const struct {
  const char *name;
  gsize offset;
  gsize longest;
} texts[] = {
  { "token", G_STRUCT_OFFSET (MadoAccessReply, token), MADO_ACCESS_TOKEN_SIZE },
  { "one_time", G_STRUCT_OFFSET (MadoAccessReply, one_time), MADO_WIRE_MAX_TEXT },
  { "uri", G_STRUCT_OFFSET (MadoAccessReply, uri), 4 * MADO_WIRE_MAX_TEXT },
  { "picture", G_STRUCT_OFFSET (MadoAccessReply, picture), MADO_ACCESS_MAX_PICTURE },
  { "lent", G_STRUCT_OFFSET (MadoAccessReply, lent), MADO_ACCESS_TOKEN_SIZE },
  { "recovery", G_STRUCT_OFFSET (MadoAccessReply, recovery), MADO_ACCESS_TOKEN_SIZE },
  { "file", G_STRUCT_OFFSET (MadoAccessReply, file), MADO_ACCESS_MAX_FILE },
  { "code", G_STRUCT_OFFSET (MadoAccessReply, code), MADO_WIRE_MAX_TEXT },
  { "fingerprint", G_STRUCT_OFFSET (MadoAccessReply, fingerprint), MADO_WIRE_MAX_TEXT },
  { "account", G_STRUCT_OFFSET (MadoAccessReply, account), MADO_WIRE_MAX_TEXT },
};

static char **
find_text (const MadoAccessReply *self, gsize index)
{
  return (char **) G_STRUCT_MEMBER_P (self, texts[index].offset);
}

/**
 * mado_access_reply_write:
 * @self: a reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_access_reply_write (const MadoAccessReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "verdict", mado_access_verdict_get_name (self->verdict), MADO_WIRE_MAX_TEXT);
  if (self->until.microseconds != 0)
    mado_wire_writer_add_instant (writer, "until", self->until);
  if (self->lease_days != 0)
    mado_wire_writer_add_number (writer, "lease_days", self->lease_days, 1, MADO_ACCESS_MOST_LEASE_DAYS);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*find_text (self, i) != NULL)
      mado_wire_writer_add_text (writer, texts[i].name, *find_text (self, i), texts[i].longest);
  if (self->grants != NULL)
    mado_grants_write (self->grants, writer, "grants");
  if (self->is_weighed) {
    mado_wire_writer_add_number (writer, "payees", self->payees, 0, MADO_ACCESS_MAX_PAYEES);
    mado_wire_writer_add_number (writer, "gone", self->gone, 0, MADO_ACCESS_MAX_PAYEES);
  }
  mado_wire_writer_add_flag (writer, "administrator", self->is_administrator);
  mado_wire_writer_add_flag (writer, "overseer", self->is_overseer);
  mado_wire_writer_add_flag (writer, "must_change", self->must_change);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_access_reply_read:
 * @text: bytes from anywhere
 * @out_reply: (out caller-allocates): the reply; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_access_reply_read (GBytes *text, MadoAccessReply *out_reply, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_auto (MadoAccessReply) self = {
    .verdict = mado_wire_reader_get_choice (reader, "verdict", mado_access_verdict_get_names ()),
    .grants = mado_wire_reader_has (reader, "grants") ? mado_grants_read (reader, "grants") : NULL,
    .is_administrator = mado_wire_reader_get_flag (reader, "administrator"),
    .is_overseer = mado_wire_reader_get_flag (reader, "overseer"),
    .must_change = mado_wire_reader_get_flag (reader, "must_change"),
  };

  if (mado_wire_reader_has (reader, "until"))
    self.until = mado_wire_reader_get_instant (reader, "until");
  if (mado_wire_reader_has (reader, "lease_days"))
    self.lease_days = (guint) mado_wire_reader_get_number (reader, "lease_days", 1, MADO_ACCESS_MOST_LEASE_DAYS);
  if (mado_wire_reader_has (reader, "payees")) {
    self.is_weighed = TRUE;
    self.payees = mado_wire_reader_get_number (reader, "payees", 0, MADO_ACCESS_MAX_PAYEES);
    self.gone = mado_wire_reader_get_number (reader, "gone", 0, MADO_ACCESS_MAX_PAYEES);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (mado_wire_reader_has (reader, texts[i].name))
      *find_text (&self, i) = g_strdup (mado_wire_reader_get_text (reader, texts[i].name, texts[i].longest));
  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_reply = self;
  self = (MadoAccessReply) { 0 };

  return TRUE;
}

/**
 * mado_access_reply_clear:
 * @self: a reply
 */
void
mado_access_reply_clear (MadoAccessReply *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (find_text (self, i), g_free);
  g_clear_pointer (&self->grants, g_ptr_array_unref);
}
