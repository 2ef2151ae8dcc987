/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl name …`: an applicant's name against an account holder's. */

#include "mado-ctl.h"
#include "mado-name-match.h"

static MadoCtlStatus
run_match (MadoCtlCall *call)
{
  const char *applicant = mado_ctl_get_argument (call, 0);
  const char *holder = mado_ctl_get_argument (call, 1);
  MadoNameMatch match = mado_name_match (applicant, holder);

  mado_ctl_answer_string (call, "level", mado_name_match_to_string (match));
  if (!g_utf8_validate (applicant, -1, NULL) || !g_utf8_validate (holder, -1, NULL))
    return mado_ctl_refuse (call, "a name is not UTF-8");

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_name_verbs[] = {
  { "name",
    "match",
    "APPLICANT HOLDER",
    2,
    2,
    "how an applicant's kana and an account holder's name go together",
    run_match,
    {} },
  {},
};
