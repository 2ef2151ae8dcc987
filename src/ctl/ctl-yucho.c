/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl yucho …`: 記号番号 of Japan Post Bank. */

#include "mado-ctl.h"
#include "mado-yucho.h"

/* Codes of one severity in one cell, with commas. */
static void
answer_codes (MadoCtlCall *call, const char *key, const MadoFindings *findings, MadoSeverity severity)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    if (mado_findings_get (findings, i)->severity == severity)
      g_strv_builder_add (codes, mado_findings_get (findings, i)->code);

  g_auto (GStrv) list = g_strv_builder_end (codes);
  g_autofree char *joined = g_strjoinv (",", list);

  mado_ctl_answer_string (call, key, joined);
}

static void
answer_digit (MadoCtlCall *call, const char *key, int digit)
{
  const char text[] = { (char) ('0' + digit), '\0' };

  mado_ctl_answer_string (call, key, text);
}

static MadoCtlStatus
run_convert (MadoCtlCall *call)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoYuchoAccount account = { 0 };
  gboolean ok = mado_yucho_convert (mado_ctl_get_argument (call, 0), mado_ctl_get_argument (call, 1),
                                    mado_ctl_get_argument (call, 2), &account, findings);

  mado_ctl_answer_string (call, "ok", ok ? "1" : "0");
  mado_ctl_answer_string (call, "store", account.store);
  mado_ctl_answer_string (call, "store_name", account.store_name);
  mado_ctl_answer_string (call, "store_kana", account.store_kana);
  mado_ctl_answer_string (call, "kind", ok ? mado_yucho_get_kind_name (account.kind_code) : NULL);
  if (ok)
    answer_digit (call, "kind_code", account.kind_code);
  else
    mado_ctl_answer_string (call, "kind_code", NULL);
  mado_ctl_answer_string (call, "account", account.account);
  answer_codes (call, "errors", findings, MADO_SEVERITY_ERROR);
  answer_codes (call, "warnings", findings, MADO_SEVERITY_WARNING);
  if (ok)
    answer_digit (call, "check_digit", account.check_digit);
  else
    mado_ctl_answer_string (call, "check_digit", NULL);

  return ok ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_find (MadoCtlCall *call)
{
  MadoYuchoNumber number = { 0 };
  gboolean found = mado_yucho_find (mado_ctl_get_argument (call, 0), &number);

  mado_ctl_answer_string (call, "kigo", number.kigo);
  mado_ctl_answer_string (call, "bango", number.bango);
  mado_ctl_answer_string (call, "naka", number.naka);

  return found ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

const MadoCtlVerb mado_ctl_yucho_verbs[] = {
  { "yucho",
    "convert",
    "KIGO BANGO [NAKA]",
    2,
    3,
    "the branch and account that 記号, 番号 and the digit between them mean",
    run_convert,
    {} },
  { "yucho", "find", "TEXT", 1, 1, "the first 記号番号 in a text", run_find, {} },
  {},
};
