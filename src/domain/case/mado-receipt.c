/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The receipt number of an application: "logo:12345" from a form, "paper:12345" as it is stamped on paper. */

#include "mado-receipt.h"

#include <string.h>

#include "mado-claim.h"

/**
 * mado_receipt_claim:
 * @programme: a programme
 * @receipt: the number of one of its applications
 *
 * Returns: (transfer full): what the case of this application claims, once in the programme
 */
char *
mado_receipt_claim (const MadoProgramme *programme, const char *receipt)
{
  g_autofree char *space = g_strconcat (programme->identity.ward, "/", programme->identity.id, NULL);

  return mado_claim_build (space, "receipt", &receipt, 1, NULL);
}

/**
 * mado_receipt_is_of_form:
 * @receipt: a receipt number; empty: the case came without an application
 * @form: a form of the programme, or %MADO_RECEIPT_PAPER
 *
 * Returns: whether the application came with that form
 */
gboolean
mado_receipt_is_of_form (const char *receipt, const char *form)
{
  const gsize length = strlen (form);

  return strncmp (receipt, form, length) == 0 && receipt[length] == ':';
}
