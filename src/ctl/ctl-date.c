/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl date …`: dates, ages and business days. */

#include "mado-ctl.h"
#include "mado-date.h"

static MadoCtlStatus
run_parse (MadoCtlCall *call)
{
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate date = mado_date_from_iso (mado_ctl_get_argument (call, 0));

  mado_date_to_iso (date, iso);
  mado_ctl_answer_string (call, "iso", iso);

  return mado_date_is_valid (date) ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

const MadoCtlVerb mado_ctl_date_verbs[] = {
  { "date", "parse", "TEXT", 1, 1, "the day that a text means, in any form that applicants use", run_parse, {} },
  {},
};
