/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl zengin …`: bank transfer files. */

#include <stdio.h>
#include <string.h>

#include "mado-ctl.h"
#include "mado-zengin-json.h"
#include "mado-zengin-layout.h"
#include "mado-zengin-reader.h"

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

static void
add_framing (JsonBuilder *builder, const MadoZenginFraming *framing)
{
  json_builder_set_member_name (builder, "framing");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "bom");
  json_builder_add_boolean_value (builder, framing->bom);
  json_builder_set_member_name (builder, "eof1a");
  json_builder_add_boolean_value (builder, framing->eof1a);
  json_builder_set_member_name (builder, "newline");
  json_builder_add_string_value (builder, mado_zengin_newline_get_name (framing->newline));
  if (framing->lacks_final_newline) {
    json_builder_set_member_name (builder, "final_newline");
    json_builder_add_boolean_value (builder, FALSE);
  }
  json_builder_end_object (builder);
}

static void
add_fields (JsonBuilder *builder, const MadoZenginLayout *layout, const guint8 *record)
{
  for (guint i = 0; i < layout->n_fields; i++) {
    g_autofree char *text = mado_zengin_field_dup_text (&layout->fields[i], record);

    json_builder_set_member_name (builder, layout->fields[i].name);
    json_builder_add_string_value (builder, text);
  }
}

static void
add_payment (JsonBuilder *builder, const guint8 *header, const guint8 *payment)
{
  const MadoZenginLayout *layout = mado_zengin_layout_of_payment (header, payment);
  gint64 amount = mado_zengin_field_get_number (mado_zengin_layout_get_field (layout, "amount"), payment);

  json_builder_begin_object (builder);
  add_fields (builder, layout, payment);
  json_builder_set_member_name (builder, "amount_int");
  if (amount >= 0)
    json_builder_add_int_value (builder, amount);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_group (JsonBuilder *builder, const MadoZenginGroup *group)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "header");
  json_builder_begin_object (builder);
  add_fields (builder, mado_zengin_layout_get_header (), group->header.bytes);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->payments->len; i++)
    add_payment (builder, group->header.bytes, mado_zengin_group_get_payment (group, i)->bytes);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "trailer");
  if (group->trailer.bytes != NULL) {
    json_builder_begin_object (builder);
    add_fields (builder, mado_zengin_layout_get_trailer (), group->trailer.bytes);
    json_builder_end_object (builder);
  } else {
    json_builder_add_null_value (builder);
  }
  json_builder_end_object (builder);
}

/* The members framing and groups, as `zengin write` reads them. A trailer that was not read is null. */
static void
add_file (JsonBuilder *builder, const MadoZenginFile *file)
{
  add_framing (builder, &file->framing);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < file->groups->len; i++)
    add_group (builder, g_ptr_array_index (file->groups, i));
  json_builder_end_array (builder);
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

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoBankProfile bank;

  if (!read_bank_profile (call, &bank))
    return mado_ctl_wrong_usage (call, "--bank-takes knows only ｦ , . ¥ ｢ ｣");
  g_autoptr (GBytes) bytes = load_argument (call);
  if (bytes == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, &bank, findings);
  answer_ok (call, !mado_findings_have_errors (findings));
  answer_bytes (call, bytes);
  add_file (call->answer, file);

  return answer_findings (call, findings);
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
    { BANK_TAKES } },
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
