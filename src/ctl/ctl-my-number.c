/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl my-number …`: 個人番号, which must stay out, and 法人番号. */

#include <string.h>

#include "mado-ctl.h"
#include "mado-my-number.h"

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  const char *kind = mado_ctl_get_argument (call, 0);
  const char *value = mado_ctl_get_argument (call, 1);
  gboolean valid;

  if (strcmp (kind, "my") == 0)
    valid = mado_my_number_is_valid (value);
  else if (strcmp (kind, "corp") == 0)
    valid = mado_corporate_number_is_valid (value);
  else
    return mado_ctl_wrong_usage (call, "KIND is my or corp");
  mado_ctl_answer_string (call, "valid", valid ? "1" : "0");

  return valid ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_heading (MadoCtlCall *call)
{
  gboolean holds_number = mado_my_number_is_heading (mado_ctl_get_argument (call, 0));

  mado_ctl_answer_string (call, "dropped", holds_number ? "1" : "0");

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_mask (MadoCtlCall *call)
{
  g_autofree char *masked = mado_my_number_mask (mado_ctl_get_argument (call, 0));

  mado_ctl_answer_string (call, "text", masked);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_scan (MadoCtlCall *call)
{
  MadoMyNumberLevel level = mado_my_number_scan (mado_ctl_get_argument (call, 0), NULL, NULL);

  mado_ctl_answer_string (call, "level", mado_my_number_level_get_name (level));

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_my_number_verbs[] = {
  { "my-number",
    "check",
    "KIND VALUE",
    2,
    2,
    "whether a number has the right check digit; KIND: my (個人番号), corp (法人番号)",
    run_check,
    {} },
  { "my-number", "heading", "TEXT", 1, 1, "whether a column with this heading is dropped on import", run_heading, {} },
  { "my-number", "mask", "TEXT", 1, 1, "the text with a * for each digit of a likely 個人番号", run_mask, {} },
  { "my-number", "scan", "TEXT", 1, 1, "how likely a text holds a 個人番号: NONE, LOW, MID, HIGH", run_scan, {} },
  {},
};
