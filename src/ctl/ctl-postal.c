/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl postal …`: addresses, the customer barcode, the towns of the post. */

#include <string.h>

#include "mado-address.h"
#include "mado-ctl.h"
#include "mado-customer-barcode.h"
#include "mado-town-file.h"

static char *
join_symbols (const MadoCustomerBarcode *barcode)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < MADO_CUSTOMER_BARCODE_N_SYMBOLS; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " " : "",
                            mado_customer_barcode_get_symbol_name (barcode->symbols[i]));

  return g_string_free_and_steal (line);
}

static MadoCtlStatus
run_barcode (MadoCtlCall *call)
{
  char code[MADO_POSTAL_CODE_SIZE];
  MadoPostalCodeReading reading = mado_postal_code_parse (mado_ctl_get_argument (call, 0), code);
  g_autofree char *extracted = mado_customer_barcode_extract (mado_ctl_get_argument (call, 1));
  g_autofree char *symbols = NULL;
  MadoCustomerBarcode barcode = { 0 };
  const char *check = "";
  gboolean encoded = reading != MADO_POSTAL_CODE_WRONG && mado_customer_barcode_encode (&barcode, code, extracted);

  if (encoded) {
    symbols = join_symbols (&barcode);
    check = mado_customer_barcode_get_symbol_name (barcode.symbols[MADO_CUSTOMER_BARCODE_N_SYMBOLS - 1]);
  }
  mado_ctl_answer_string (call, "extracted", extracted);
  mado_ctl_answer_string (call, "symbols", symbols);
  mado_ctl_answer_string (call, "check", check);
  mado_ctl_answer_string (call, "bars_67", barcode.bars);
  if (reading == MADO_POSTAL_CODE_WRONG)
    return mado_ctl_refuse (call, "a postal code has seven digits");
  if (!encoded)
    return mado_ctl_refuse (call, "the post wants no barcode with a municipality's representative code");
  if (reading == MADO_POSTAL_CODE_PADDED)
    mado_ctl_answer_string (call, "warning", "the code had six digits; a zero was put in front");

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_address (MadoCtlCall *call)
{
  const char *path = mado_ctl_get_option (call, "towns");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTownTable) towns =
      path != NULL ? mado_town_file_load (path, &error) : mado_town_file_load_default (&error);
  g_autoptr (MadoAddress) address = NULL;

  if (towns == NULL)
    return mado_ctl_refuse (call, "%s", error->message);

  address = mado_address_parse (mado_ctl_get_argument (call, 0), towns);
  mado_ctl_answer_string (call, "zip", address->zip);
  mado_ctl_answer_string (call, "prefecture", address->prefecture);
  mado_ctl_answer_string (call, "city", address->city);
  mado_ctl_answer_string (call, "town", address->town);
  mado_ctl_answer_string (call, "block", address->block);
  mado_ctl_answer_string (call, "building", address->building);

  return address->town_known ? MADO_CTL_OK : mado_ctl_refuse (call, "there is no such town in the table");
}

static void
answer_count (MadoCtlCall *call, const char *key, guint count)
{
  json_builder_set_member_name (call->answer, key);
  json_builder_add_int_value (call->answer, count);
}

/* Puts the towns in the place of those before, and says what that changed. A file with errors changes nothing. */
static MadoCtlStatus
replace_towns (MadoCtlCall *call, const char *text, const MadoFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTownTable) before = mado_town_file_load_default (&error);
  g_autoptr (MadoTownTable) after = NULL;
  MadoTownChanges changes;

  if (before == NULL)
    before = mado_town_table_new ("", 0, NULL); /* ignored: a table that cannot be read is what an import mends */
  g_clear_error (&error);
  after = mado_town_table_new (text, strlen (text), &error);
  if (after == NULL)
    return mado_ctl_refuse (call, "%s", error->message);

  changes = mado_town_table_compare (before, after);
  answer_count (call, "towns", mado_town_table_get_count (after));
  answer_count (call, "added", changes.added);
  answer_count (call, "removed", changes.removed);
  answer_count (call, "changed", changes.changed);
  if (mado_findings_have_errors (findings) || mado_town_table_get_count (after) == 0)
    return mado_ctl_refuse (call, "the file has errors or no towns; the towns are as they were");
  if (!mado_town_file_save (text, &error))
    return mado_ctl_refuse (call, "%s", error->message);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_import (MadoCtlCall *call)
{
  g_autoptr (GFile) file = g_file_new_for_path (mado_ctl_get_argument (call, 0));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *text = NULL;

  if (stream != NULL)
    text = mado_town_file_convert (G_INPUT_STREAM (stream), findings, &error);
  if (text == NULL)
    return mado_ctl_refuse (call, "%s: %s", mado_ctl_get_argument (call, 0), error->message);
  mado_ctl_answer_findings (call, "findings", findings);

  return replace_towns (call, text, findings);
}

const MadoCtlVerb mado_ctl_postal_verbs[] = {
  { "postal",
    "address",
    "TEXT",
    1,
    1,
    "an address in its normal form: postal code, town, block, building",
    run_address,
    { { "towns", "FILE", "another table of towns than the imported one" } } },
  { "postal",
    "barcode",
    "POSTCODE ADDRESS",
    2,
    2,
    "the customer barcode of an address: its symbols and bars",
    run_barcode,
    {} },
  { "postal", "import", "FILE", 1, 1, "take the towns from the post's KEN_ALL.CSV, in either edition", run_import, {} },
  {},
};
