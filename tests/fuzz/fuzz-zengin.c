/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a 全銀 file, and as the JSON of one: what reads without errors writes and reads the same again. */

#include <stdint.h>
#include <string.h>

#include "mado-zengin-json.h"

static const MadoBankProfile any_bank = { TRUE, TRUE, TRUE, TRUE, TRUE };

/* The JSON form of a file. */
static GBytes *
read_as_json (GBytes *bytes, MadoFindings *findings)
{
  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, &any_bank, findings);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  mado_zengin_json_add_file (builder, file);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static void
try_file (GBytes *bytes)
{
  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autoptr (MadoFindings) found_again = mado_findings_new ();
  g_autoptr (GBytes) json = read_as_json (bytes, found);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_findings_have_errors (found))
    return;

  g_assert_true (mado_zengin_json_write (json, &any_bank, NULL, found, &written, &error));
  g_assert_no_error (error);
  g_assert_nonnull (written);
  g_autoptr (GBytes) json_again = read_as_json (written, found_again);
  g_assert_false (mado_findings_have_errors (found_again));
  g_assert_true (g_bytes_equal (json, json_again));
}

static void
try_json (GBytes *json)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  gboolean told = mado_zengin_json_write (json, &any_bank, NULL, findings, &written, &error);

  g_assert_true (told == (error == NULL));
  g_assert_true ((written != NULL) == (told && !mado_findings_have_errors (findings)));
  if (written == NULL)
    return;

  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (written, &any_bank, found);
  g_assert_false (mado_findings_have_errors (found));
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  try_file (bytes);
  try_json (bytes);

  return 0;
}
