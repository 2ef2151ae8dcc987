/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an account is made of: what a bank needs, and where the account came from (whose it is, how and when it was
 * given), for money has gone to last year's account and to somebody else's. */

#include "mado-account-part.h"

/**
 * mado_account_part_get_all:
 *
 * Returns: (transfer none): all parts, the needed ones first; ends with one without a name
 */
const MadoAccountPart *
mado_account_part_get_all (void)
{
  static const char *const relations[] = { "self", "proxy", "guardian", "heir", NULL };
  static const char *const origins[] = { "application", "registered", "earlier", NULL };
  static const MadoAccountPart parts[] = {
    { "bank", "text", NULL, TRUE },
    { "branch", "text", NULL, TRUE },
    { "kind", "text", NULL, TRUE },
    { "number", "text", NULL, TRUE },
    { "holder", "text", NULL, TRUE },
    { "relation", "choice", relations, FALSE },
    { "origin", "choice", origins, FALSE },
    { "date", "date", NULL, FALSE },
    {},
  };

  return parts;
}
