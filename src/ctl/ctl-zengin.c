/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl zengin …`: bank transfer files. */

#include <stdio.h>
#include <string.h>

#include "ctl-zengin-file.h"
#include "mado-ctl.h"
#include "mado-date-text.h"
#include "mado-zengin-json.h"
#include "mado-zengin-preflight.h"

/* Reads the option that names the doubtful characters which the bank takes. Returns whether it names such ones only. */
static gboolean
read_bank_profile (const MadoCtlCall *call, MadoBankProfile *bank)
{
  const char *takes = mado_ctl_get_option (call, "bank-takes");

  *bank = *mado_bank_profile_get_default ();
  if (takes == NULL)
    return TRUE;

  *bank = (MadoBankProfile) {};
  if (!g_utf8_validate (takes, -1, NULL))
    return FALSE;
  for (const char *next = takes; *next != '\0'; next = g_utf8_next_char (next))
    switch (g_utf8_get_char (next)) {
    case 0xFF66: /* ｦ */
      bank->takes_wo = TRUE;
      break;
    case ',':
      bank->takes_comma = TRUE;
      break;
    case '.':
      bank->takes_full_stop = TRUE;
      break;
    case 0xA5: /* ¥ */
      bank->takes_yen = TRUE;
      break;
    case 0xFF62: /* ｢ */
    case 0xFF63: /* ｣ */
      bank->takes_corner_brackets = TRUE;
      break;
    default:
      return FALSE;
    }

  return TRUE;
}

/* One finding as a list: code, record, byte and, where the code does not say it, the field. */
static void
answer_rows (MadoCtlCall *call, const char *key, const MadoFindings *findings, MadoSeverity severity)
{
  JsonBuilder *answer = call->answer;

  json_builder_set_member_name (answer, key);
  json_builder_begin_array (answer);
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    if (finding->severity != severity)
      continue;
    json_builder_begin_array (answer);
    json_builder_add_string_value (answer, finding->code);
    json_builder_add_int_value (answer, (gint64) finding->record);
    json_builder_add_int_value (answer, (gint64) finding->place);
    if (finding->field != NULL)
      json_builder_add_string_value (answer, finding->field);
    json_builder_end_array (answer);
  }
  json_builder_end_array (answer);
}

static MadoCtlStatus
answer_findings (MadoCtlCall *call, const MadoFindings *findings)
{
  answer_rows (call, "errors", findings, MADO_SEVERITY_ERROR);
  answer_rows (call, "warnings", findings, MADO_SEVERITY_WARNING);
  mado_ctl_answer_findings (call, "findings", findings);

  return mado_findings_have_errors (findings) ? MADO_CTL_REFUSED : MADO_CTL_OK;
}

static void
answer_ok (MadoCtlCall *call, gboolean ok)
{
  json_builder_set_member_name (call->answer, "ok");
  json_builder_add_boolean_value (call->answer, ok);
}

static void
answer_bytes (MadoCtlCall *call, GBytes *bytes)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  json_builder_set_member_name (call->answer, "bytes");
  json_builder_add_int_value (call->answer, (gint64) g_bytes_get_size (bytes));
  mado_ctl_answer_string (call, "sha256", sha256);
}

/* The whole file that the first argument names, or NULL after the call was refused. */
static GBytes *
load_argument (MadoCtlCall *call)
{
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  if (!g_file_get_contents (mado_ctl_get_argument (call, 0), &content, &length, &error)) {
    answer_ok (call, FALSE);
    mado_ctl_refuse (call, "%s", error->message);
    return NULL;
  }

  return g_bytes_new_take (content, length);
}

/* The file may be large: as JSON its groups are written, not built. */
static MadoCtlStatus
answer_file (MadoCtlCall *call, const MadoZenginFile *file, const MadoFindings *findings)
{
  MadoCtlStatus status;

  mado_ctl_zengin_add_framing (call->answer, &file->framing);
  if (!call->json)
    mado_ctl_zengin_add_groups (call->answer, file);
  status = answer_findings (call, findings);
  if (call->json) {
    json_builder_end_object (call->answer);
    mado_ctl_print_open (call->answer);
    mado_ctl_zengin_print_groups (file);
    puts ("}");
    call->is_answered = TRUE;
  }

  return status;
}

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  const char *day = mado_ctl_get_option (call, "on");
  const char *master_path = mado_ctl_get_option (call, "master");
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoBankMaster) master = NULL;
  MadoDate file_date = MADO_DATE_NONE;
  MadoBankProfile bank;

  if (!read_bank_profile (call, &bank))
    return mado_ctl_wrong_usage (call, "--bank-takes knows only ｦ , . ¥ ｢ ｣");
  if (day != NULL && mado_date_text_parse (day, &file_date) != MADO_DATE_TEXT_OK)
    return mado_ctl_wrong_usage (call, "--on needs a day, as 2025-04-01");
  if (master_path != NULL && (master = mado_ctl_open_master (call, master_path)) == NULL) {
    answer_ok (call, FALSE);
    return MADO_CTL_REFUSED;
  }
  g_autoptr (GBytes) bytes = load_argument (call);
  if (bytes == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, &bank, findings);
  if (day != NULL || master != NULL)
    mado_zengin_preflight (file, file_date, master, findings);
  answer_ok (call, !mado_findings_have_errors (findings));
  answer_bytes (call, bytes);

  return answer_file (call, file, findings);
}

/* Reads the options that say what stands around records. Returns FALSE where they make no sense. */
static gboolean
read_framing (const MadoCtlCall *call, MadoZenginFraming *framing)
{
  const char *newline = mado_ctl_get_option (call, "newline");

  *framing =
      (MadoZenginFraming) { .newline = MADO_ZENGIN_NEWLINE_CRLF, .eof1a = mado_ctl_get_option (call, "eof1a") != NULL };
  if (newline == NULL)
    return TRUE;

  return mado_zengin_newline_from_name (newline, &framing->newline) && framing->newline <= MADO_ZENGIN_NEWLINE_CRLF;
}

static void
answer_hex (MadoCtlCall *call, const guint8 *bytes, gsize size)
{
  g_autoptr (GString) hex = g_string_sized_new (size * 2);

  for (gsize i = 0; i < size; i++) {
    g_string_append_c (hex, "0123456789abcdef"[bytes[i] >> 4]);
    g_string_append_c (hex, "0123456789abcdef"[bytes[i] & 0xF]);
  }
  mado_ctl_answer_string (call, "hex", hex->str);
}

/* For who sees the bytes on standard output and nothing else of the answer. */
static void
say_findings (const MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_printerr ("madoguchi-ctl: %s, record %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT "\n", finding->code,
                finding->record, finding->place);
  }
}

/* To the file that the option names, at once and for its owner's eyes alone, or to standard output. */
static MadoCtlStatus
put_out (MadoCtlCall *call, GBytes *bytes, const MadoFindings *findings)
{
  const char *output = mado_ctl_get_option (call, "output");
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  answer_bytes (call, bytes);
  if (output != NULL) {
    if (!g_file_set_contents_full (output, content, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
      return mado_ctl_refuse (call, "%s", error->message);
  } else if (call->json) {
    answer_hex (call, (const guint8 *) content, size);
  } else {
    call->silent = TRUE;
    say_findings (findings);
    if (fwrite (content, 1, size, stdout) != size || fflush (stdout) != 0)
      return mado_ctl_refuse (call, "the file could not be written to standard output");
  }

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_write (MadoCtlCall *call)
{
  gboolean framed = mado_ctl_get_option (call, "newline") != NULL || mado_ctl_get_option (call, "eof1a") != NULL;
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  MadoBankProfile bank;
  MadoZenginFraming framing;

  if (!read_bank_profile (call, &bank))
    return mado_ctl_wrong_usage (call, "--bank-takes knows only ｦ , . ¥ ｢ ｣");
  if (!read_framing (call, &framing))
    return mado_ctl_wrong_usage (call, "--newline is crlf or none");
  g_autoptr (GBytes) json = load_argument (call);
  if (json == NULL)
    return MADO_CTL_REFUSED;

  if (!mado_zengin_json_write (json, &bank, framed ? &framing : NULL, findings, &bytes, &error)) {
    answer_ok (call, FALSE);
    return mado_ctl_refuse (call, "%s", error->message);
  }
  answer_findings (call, findings);
  MadoCtlStatus status = bytes != NULL ? put_out (call, bytes, findings) : MADO_CTL_REFUSED;
  answer_ok (call, status == MADO_CTL_OK);

  return status;
}

#define BANK_TAKES { "bank-takes", "CHARACTERS", "which of ｦ , . ¥ ｢ ｣ the bank takes in names (.¥｢｣ unless told)" }

const MadoCtlVerb mado_ctl_zengin_verbs[] = {
  { "zengin",
    "check",
    "FILE",
    1,
    1,
    "what a bank transfer file says and all that is wrong with it",
    run_check,
    { { "on", "DATE", "look ahead from this day: money must move on a day when banks work, soon" },
      { "master", "FILE", "all banks and branches must be in this list" },
      BANK_TAKES } },
  { "zengin",
    "write",
    "FILE.json",
    1,
    1,
    "makes a bank transfer file, unless anything forbids it",
    run_write,
    { { "output", "FILE", "where the transfer file goes (standard output unless told)" },
      { "newline", "crlf|none", "what ends records; this or --eof1a sets the JSON's framing aside" },
      { "eof1a", NULL, "end the file with 0x1A, as some old programs of banks ask for" },
      BANK_TAKES } },
  {},
};
