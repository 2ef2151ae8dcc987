/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shares of profiles' keys, as JSON on their shelf; drawn when they are first asked for. */

#include "mado-profile-share.h"

#include "mado-hex.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "profile-share"
#define SHARE_SIZE 32 /* as the key file has it */

G_STATIC_ASSERT (2 * SHARE_SIZE == MADO_ACCESS_TOKEN_SIZE);

static const char what[] = "share record";

typedef struct {
  char *lent;
  char *recovery;
} Shares;

static void
clear_shares (Shares *self)
{
  g_free (self->lent);
  g_free (self->recovery);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shares, clear_shares)

static gboolean
read_shares (GBytes *text, Shares *out_shares, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);

  *out_shares = (Shares) {
    .lent = g_strdup (mado_wire_reader_get_text (reader, "lent", MADO_ACCESS_TOKEN_SIZE)),
    .recovery = g_strdup (mado_wire_reader_get_text (reader, "recovery", MADO_ACCESS_TOKEN_SIZE)),
  };

  return mado_wire_reader_finish (reader, error);
}

static char *
draw_share (void)
{
  g_autoptr (MadoSecret) share = mado_secret_new_random (SHARE_SIZE);

  return mado_hex_from_bytes (mado_secret_get_bytes (share), SHARE_SIZE);
}

static gboolean
put_shares (MadoBackend *backend, const char *key, const Shares *shares, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "lent", shares->lent, MADO_ACCESS_TOKEN_SIZE);
  mado_wire_writer_add_text (writer, "recovery", shares->recovery, MADO_ACCESS_TOKEN_SIZE);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && backend->type->put_record (backend, SHELF, key, text, error);
}

static gboolean
ensure_shares (MadoBackend *backend, const char *key, Shares *out_shares, GError **error)
{
  g_autoptr (GBytes) text = NULL;

  if (!backend->type->find_record (backend, SHELF, key, &text, error))
    return FALSE;
  if (text != NULL)
    return read_shares (text, out_shares, error);
  *out_shares = (Shares) { draw_share (), draw_share () };

  return put_shares (backend, key, out_shares, error);
}

/* Whoever has no grant in the programme has no profile there; but whoever is in charge of accounts works at a desk of
 * his own, with a profile in which there is nothing of the programme. */
static gboolean
has_place (const MadoAccount *account, const char *programme)
{
  g_auto (GStrv) roles = mado_account_dup_roles (account, programme);

  return *roles != NULL || account->is_administrator || account->is_overseer;
}

static gboolean
decide_share (MadoKnock *self, MadoBackend *backend, GError **error)
{
  const char *programme = self->request.programme;
  const char *detail = self->request.is_recovery ? "recovery" : "lent";
  g_auto (MadoAdmission) admission = { 0 };
  g_auto (Shares) shares = { 0 };
  g_autofree char *key = NULL;

  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (admission.account->must_change || !has_place (admission.account, programme))
    return mado_knock_note (self, backend, MADO_ACCESS_SHARE, admission.account->name, MADO_ACCESS_NOT_ALLOWED, detail,
                            error) &&
           mado_knock_answer (self, MADO_ACCESS_NOT_ALLOWED);
  key = g_strjoin ("/", admission.account->name, self->terminal, programme, NULL);
  if (!ensure_shares (backend, key, &shares, error) ||
      !mado_knock_note (self, backend, MADO_ACCESS_SHARE, admission.account->name, MADO_ACCESS_DONE, detail, error))
    return FALSE;
  self->reply.lease_days = mado_access_find_lease_days (self->access, programme);
  self->reply.until.microseconds =
      mado_access_get_now (self->access).microseconds + self->reply.lease_days * G_TIME_SPAN_DAY;
  self->reply.lent = g_steal_pointer (&shares.lent);
  if (self->request.is_recovery)
    self->reply.recovery = g_steal_pointer (&shares.recovery);

  return mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_profile_share_verb = { "share", NULL, decide_share };
