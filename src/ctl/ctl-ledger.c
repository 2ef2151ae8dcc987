/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl ledger …`: the ledger of hand-overs out of the house, and its proof with public keys alone. */

#include <gio/gio.h>
#include <string.h>

#include "ctl-lines.h"
#include "ctl-packet.h"
#include "ctl-programme.h"
#include "mado-canonical-json.h"
#include "mado-ledger-bundle.h"
#include "mado-ledger-check.h"
#include "mado-packet-medium.h"

static gboolean
add_line (gpointer bundle, const char *line, gsize length, guint64 number, GError **error)
{
  g_autoptr (MadoOperation) operation = mado_operation_read (line, length, error);

  if (operation == NULL)
    return FALSE;
  (void) mado_ledger_bundle_add (bundle, operation); /* ignored: others are no steps of hand-overs */

  return TRUE;
}

static gboolean
save_bundle (MadoCtlCall *call, MadoLedgerBundle *bundle, GError **error)
{
  g_autoptr (MadoSigningKey) key = mado_ctl_packet_open_key (call, error);
  g_autoptr (GBytes) text = key != NULL ? mado_ledger_bundle_sign (bundle, mado_instant_now (), key, error) : NULL;

  return text != NULL && mado_ctl_packet_save (mado_ctl_get_option (call, "out"), text, error);
}

static MadoCtlStatus
run_export (MadoCtlCall *call)
{
  static const char *const needed[] = { "programme", "key", "out", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  g_autoptr (MadoProgramme) programme = NULL;
  g_autoptr (MadoLedgerBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  programme = mado_ctl_open_programme (call, mado_ctl_get_option (call, "programme"));
  if (programme == NULL)
    return MADO_CTL_REFUSED;
  bundle = mado_ledger_bundle_new (programme);
  if (!mado_ctl_read_lines (mado_ctl_get_argument (call, 0), add_line, bundle, &error) ||
      !save_bundle (call, bundle, &error))
    return mado_ctl_packet_refuse (call, error);
  mado_ctl_answer_string (call, "file", mado_ctl_get_option (call, "out"));
  mado_ctl_answer_number (call, "entries", (gint64) mado_ledger_bundle_get_count (bundle));
  mado_ctl_answer_string (call, "head", mado_ledger_bundle_get_head (bundle));

  return MADO_CTL_OK;
}

static gboolean
check (MadoCtlCall *call, const MadoHash *anchor, MadoLedgerFound *found, MadoFindings *findings, GError **error)
{
  g_autoptr (GArray) keys = mado_ctl_packet_load_keys (mado_ctl_get_option (call, "keys"), error);
  g_autoptr (GBytes) bundle =
      keys != NULL ? mado_packet_medium_read (mado_ctl_get_argument (call, 0), MADO_CANONICAL_JSON_MAX_LENGTH, error)
                   : NULL;

  return bundle != NULL && mado_ledger_check (bundle, keys, anchor, found, findings, error);
}

static MadoCtlStatus
run_verify (MadoCtlCall *call)
{
  static const char *const needed[] = { "keys", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed), *head = mado_ctl_get_option (call, "head");
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  MadoLedgerFound found;
  MadoHash anchor;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  if (head != NULL && !mado_hash_from_hex (head, &anchor, NULL))
    return mado_ctl_wrong_usage (call, "--head needs 64 hexadecimal digits");
  if (!check (call, head != NULL ? &anchor : NULL, &found, findings, &error))
    return mado_ctl_packet_refuse (call, error);
  mado_ctl_answer_flag (call, "ok", !mado_findings_have_errors (findings));
  mado_ctl_answer_number (call, "entries", found.n_entries);
  mado_ctl_answer_number (call, "handovers", found.n_handovers);
  mado_ctl_packet_answer_hash (call, "head", &found.head);
  mado_ctl_answer_findings (call, "findings", findings);

  return mado_findings_have_errors (findings) ? MADO_CTL_REFUSED : MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_ledger_verbs[] = {
  { "ledger",
    "export",
    "OPERATIONS",
    1,
    1,
    "the steps of hand-overs out of operations (one a line, as the log has them), chained and signed",
    run_export,
    { { "programme", "FILE", "whose ledger it is" },
      { "key", "FILE", "the signing key of whoever exports it" },
      { "out", "FILE", "where it goes" },
      MADO_CTL_PASSWORD_OPTION } },
  { "ledger",
    "verify",
    "FILE",
    1,
    1,
    "whether an exported ledger is what was signed, step by step; needs no network and no secret",
    run_verify,
    { { "keys", "FILE", "the public keys of the register, and of whoever exported it, one a line" },
      { "head", "HEX", "the last hash as it stands on the paper" } } },
  {},
};
