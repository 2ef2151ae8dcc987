/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The receipt number of an application: "logo:12345" from a form, or as it is stamped on paper. */

#include "mado-receipt.h"

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
