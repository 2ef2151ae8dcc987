/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A refusal travels as the message of an error: its code and, behind a blank, what it is about. Neither says anything
 * of a person. */

#include "mado-handover-error.h"

#include <string.h>

G_DEFINE_QUARK (mado - handover - error - quark, mado_handover_error)

/**
 * mado_handover_error_get_name:
 * @code: a code
 *
 * Returns: (transfer none): its name for scripts
 */
const char *
mado_handover_error_get_name (MadoHandoverError code)
{
  static const char *const names[] = {
    [MADO_HANDOVER_ERROR_REFUSED] = "refused",
    [MADO_HANDOVER_ERROR_KEY] = "no-key",
    [MADO_HANDOVER_ERROR_BESIDE] = "beside",
    [MADO_HANDOVER_ERROR_UNFINISHED] = "unfinished",
    [MADO_HANDOVER_ERROR_EARLIER] = "earlier-password",
  };

  return names[code];
}

/**
 * mado_handover_error_refuse:
 * @error: where to put it
 * @code: of mado-refusal.h
 * @subject: (nullable): what it is about
 *
 * Returns: %FALSE
 */
gboolean
mado_handover_error_refuse (GError **error, const char *code, const char *subject)
{
  g_set_error (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "%s%s%s", code, subject != NULL ? " " : "",
               subject != NULL ? subject : "");

  return FALSE;
}

/**
 * mado_handover_error_check:
 * @outcomes: (element-type MadoOutcome): what came of operations
 * @error: takes the first refusal
 *
 * Returns: whether none was refused
 */
gboolean
mado_handover_error_check (const GPtrArray *outcomes, GError **error)
{
  for (guint i = 0; i < outcomes->len; i++) {
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);
    const MadoRefusal *refusal = outcome->refusal;

    if (mado_outcome_is_refused (outcome) && strcmp (refusal->code, MADO_REFUSAL_GROUP) != 0)
      return mado_handover_error_refuse (error, refusal->code,
                                         refusal->subjects->len > 0 ? g_ptr_array_index (refusal->subjects, 0) : NULL);
    if (outcome->kind == MADO_OUTCOME_CONFLICT)
      return mado_handover_error_refuse (error, MADO_REFUSAL_STATE, NULL);
  }

  return TRUE;
}

/**
 * mado_handover_error_dup_refusal:
 * @error: an error
 *
 * Returns: (transfer full) (nullable): which rule it is against; %NULL: it is none of %MADO_HANDOVER_ERROR_REFUSED
 */
MadoRefusal *
mado_handover_error_dup_refusal (const GError *error)
{
  g_auto (GStrv) words = NULL;

  if (!g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED))
    return NULL;
  words = g_strsplit (error->message, " ", 2);

  return mado_refusal_new (g_intern_string (words[0]), words[1]);
}
