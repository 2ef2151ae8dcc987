/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Invites terminals, and certifies those that come. */

#include "mado-invitation.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-one-time.h"
#include "mado-terminal-record.h"

#define MAX_NAME 64

static char *
draw_code (void)
{
  g_autoptr (MadoSecret) code = mado_one_time_draw ();

  return g_strndup ((const char *) mado_secret_get_bytes (code), mado_secret_get_length (code));
}

/* The serial is the salt: random, and another for each. */
static char *
hash_code (const char *serial, const char *code)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autofree char *folded = g_ascii_strup (code, -1);
  MadoHash hash;

  mado_hasher_update (hasher, serial, strlen (serial) + 1);
  mado_hasher_update (hasher, folded, strlen (folded));
  hash = mado_hasher_finish (hasher);

  return mado_hash_to_hex (&hash);
}

/**
 * mado_terminal_is_name:
 * @name: as somebody writes it
 *
 * Returns: whether a terminal, or a place, can be called so
 */
gboolean
mado_terminal_is_name (const char *name)
{
  return *name != '\0' && strlen (name) <= MAX_NAME &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == strlen (name);
}

/* @like: its terminal, site, standing and time. */
static gboolean
put_certificate (MadoBackend *backend,
                 const MadoIssuedCertificate *certificate,
                 const MadoTerminalRecord *like,
                 const char *code,
                 GError **error)
{
  g_autoptr (MadoTerminalRecord) record = g_new0 (MadoTerminalRecord, 1);

  record->certificate = certificate->identity;
  record->terminal = g_strdup (like->terminal);
  record->site = g_strdup (like->site);
  record->standing = like->standing;
  record->since = like->since;
  record->code = code != NULL ? hash_code (certificate->identity.serial, code) : NULL;

  return mado_terminal_record_put (record, backend, error);
}

/**
 * mado_invitation_make:
 * @backend: in a turn that writes
 * @authority: what certifies
 * @order: which terminal, and until when
 * @out_file: (out caller-allocates): what it gets on a medium
 * @out_code: (out) (transfer full): what its administrator gets by another way
 * @error: %MADO_BASE_ERROR_INVALID: the name is not letters, digits and dashes; or what went wrong
 *
 * Returns: whether it is invited
 */
gboolean
mado_invitation_make (MadoBackend *backend,
                      const MadoAuthority *authority,
                      const MadoInvitationOrder *order,
                      MadoEnrolmentFile *out_file,
                      char **out_code,
                      GError **error)
{
  const MadoCertificateOrder certificate_order = {
    .purpose = MADO_CERTIFICATE_TERMINAL, .name = order->terminal, .from = order->now, .until = order->until
  };
  const MadoTerminalRecord like = { .terminal = (char *) order->terminal,
                                    .site = (char *) (order->site != NULL ? order->site : ""),
                                    .standing = MADO_STANDING_ENROLLING,
                                    .since = order->now };
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (error);
  g_autoptr (MadoSecret) pem = key != NULL ? mado_tls_key_to_pem (key, error) : NULL;
  g_auto (MadoIssuedCertificate) certificate = { 0 };
  g_autofree char *code = draw_code ();

  if (pem == NULL)
    return FALSE;
  if (!mado_terminal_is_name (like.terminal) || (like.site[0] != '\0' && !mado_terminal_is_name (like.site))) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "the name of a terminal, and of its site, is of letters, digits, dashes and dots");
    return FALSE;
  }
  if (!mado_authority_certify (authority, &certificate_order, key, &certificate, error) ||
      !put_certificate (backend, &certificate, &like, code, error))
    return FALSE;
  *out_file = (MadoEnrolmentFile) {
    .address = g_strdup (order->address),
    .authority = g_strdup (mado_authority_get_pem (authority)),
    .terminal = g_strdup (order->terminal),
    .certificate = g_steal_pointer (&certificate.pem),
    .key = g_strndup ((const char *) mado_secret_get_bytes (pem), mado_secret_get_length (pem)),
  };
  *out_code = g_steal_pointer (&code);

  return TRUE;
}

/* Takes note of a wrong code; after too many the certificate that came with them does not get in any more. */
static gboolean
count_try (MadoBackend *backend, MadoTerminalRecord *record, MadoInstant now, GError **error)
{
  if (++record->tries >= MADO_INVITATION_MAX_TRIES) {
    record->standing = MADO_STANDING_UNKNOWN;
    record->since = now;
  }

  return mado_terminal_record_put (record, backend, error);
}

static gboolean
has_code (const MadoTerminalRecord *record, const char *code)
{
  g_autofree char *hash = hash_code (record->certificate.serial, code);
  MadoHash given, kept;

  return mado_hash_from_hex (hash, &given, NULL) && mado_hash_from_hex (record->code, &kept, NULL) &&
         mado_hash_equals (&given, &kept);
}

static void
fill_reply (const MadoTerminalRecord *record, MadoEnrolmentReply *out_reply)
{
  *out_reply =
      (MadoEnrolmentReply) { .terminal = g_strdup (record->terminal), .certificate = g_strdup (record->issued) };
}

/* Those before are good for nothing now; who was revoked stays so. */
static gboolean
retire_others (MadoBackend *backend, const MadoTerminalRecord *record, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) others = mado_terminal_record_list (backend, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++) {
    MadoTerminalRecord *other = g_ptr_array_index (others, i);

    if (strcmp (other->terminal, record->terminal) != 0 || other->standing != MADO_STANDING_WORKING)
      continue;
    other->standing = MADO_STANDING_UNKNOWN;
    other->since = now;
    if (!mado_terminal_record_put (other, backend, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
take_in (MadoBackend *backend,
         MadoTerminalRecord *record,
         MadoIssuedCertificate *certificate,
         const MadoHash *request,
         MadoInstant now,
         GError **error)
{
  const MadoTerminalRecord like = {
    .terminal = record->terminal, .site = record->site, .standing = MADO_STANDING_WORKING, .since = now
  };

  g_set_str (&record->code, "");
  record->request = *request;
  g_free (record->issued);
  record->issued = g_steal_pointer (&certificate->pem);

  return retire_others (backend, record, now, error) && mado_terminal_record_put (record, backend, error) &&
         put_certificate (backend, certificate, &like, NULL, error);
}

/**
 * mado_invitation_redeem:
 * @backend: in a turn that writes, which is committed whatever the verdict
 * @authority: what certifies
 * @answer: who comes with what
 * @out_verdict: (out): what came of it
 * @out_reply: (out caller-allocates): the certificate, where it was taken
 * @error: where to put what went wrong
 *
 * Returns: whether there is a verdict
 */
gboolean
mado_invitation_redeem (MadoBackend *backend,
                        const MadoAuthority *authority,
                        const MadoInvitationAnswer *answer,
                        MadoInvitationVerdict *out_verdict,
                        MadoEnrolmentReply *out_reply,
                        GError **error)
{
  const MadoHash request = mado_hash_of (answer->request->request, strlen (answer->request->request));
  g_autoptr (MadoTerminalRecord) record = NULL;
  g_auto (MadoIssuedCertificate) certificate = { 0 };

  *out_verdict = MADO_INVITATION_WRONG_CODE;
  if (!mado_terminal_record_find (backend, answer->serial, &record, error))
    return FALSE;
  if (record == NULL || record->standing != MADO_STANDING_ENROLLING)
    return TRUE;
  if (*record->issued != '\0' && mado_hash_equals (&record->request, &request)) {
    fill_reply (record, out_reply);
    *out_verdict = MADO_INVITATION_TAKEN;
    return TRUE;
  }
  if (!has_code (record, answer->request->code))
    return count_try (backend, record, answer->now, error);

  const MadoCertificateOrder order = {
    .purpose = MADO_CERTIFICATE_TERMINAL, .name = record->terminal, .from = answer->now, .until = answer->until
  };

  *out_verdict = MADO_INVITATION_UNREADABLE;
  if (!mado_authority_certify_request (authority, &order, answer->request->request, &certificate, NULL))
    return TRUE;
  if (!take_in (backend, record, &certificate, &request, answer->now, error))
    return FALSE;
  fill_reply (record, out_reply);
  *out_verdict = MADO_INVITATION_TAKEN;

  return TRUE;
}
