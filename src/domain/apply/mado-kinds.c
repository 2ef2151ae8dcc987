/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All kinds of entities. */

#include <string.h>

#include "mado-batch.h"
#include "mado-case.h"
#include "mado-earlier-payment.h"
#include "mado-handover.h"
#include "mado-incident.h"
#include "mado-inquiry.h"
#include "mado-kind.h"
#include "mado-letter-run.h"
#include "mado-letter-wording.h"
#include "mado-notice.h"
#include "mado-number-series.h"
#include "mado-person-in-charge.h"
#include "mado-preservation.h"
#include "mado-recovery.h"
#include "mado-saying-version.h"
#include "mado-term-erasure.h"

/* A line each, so that two kinds that come on two branches do not meet. */
/* clang-format off */
static const MadoKind *const kinds[] = {
  &mado_batch_kind,
  &mado_case_kind,
  &mado_earlier_payment_kind,
  &mado_handover_kind,
  &mado_incident_kind,
  &mado_inquiry_kind,
  &mado_letter_run_kind,
  &mado_letter_wording_kind,
  &mado_notice_kind,
  &mado_number_series_kind,
  &mado_person_in_charge_kind,
  &mado_preservation_kind,
  &mado_recovery_kind,
  &mado_saying_kind,
  &mado_term_erasure_kind,
};
/* clang-format on */

/**
 * mado_kinds_find:
 * @name: a kind: "case"
 *
 * Returns: (nullable) (transfer none): the kind; %NULL where nobody knows it
 */
const MadoKind *
mado_kinds_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i]->name, name) == 0)
      return kinds[i];

  return NULL;
}

/**
 * mado_kinds_find_act:
 * @operation: an operation's kind: "case.edit"
 * @out_kind: (out): the kind of entity that it is for
 *
 * Returns: (nullable) (transfer none): what it does; %NULL where nobody knows
 */
const MadoAct *
mado_kinds_find_act (const char *operation, const MadoKind **out_kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const MadoAct *act = kinds[i]->acts; act->name != NULL; act++)
      if (strcmp (act->name, operation) == 0) {
        *out_kind = kinds[i];
        return act;
      }

  return NULL;
}
