/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-finding.h"
#include "mado-hash.h"

G_BEGIN_DECLS

/* The chain of a ledger that was exported: entries are flat objects of texts and integers with "seq", "prev" and
 * "hash".
 *
 *   hash = SHA-256 (prev ‖ 0x1F ‖ key=value ‖ 0x1F ‖ key=value …)     keys in order, without prev and hash
 *
 * It can be computed with any tool, and printed on the paper, which then is an anchor: the first prev is 64 zeros. */

#define MADO_LEDGER_FIRST "0000000000000000000000000000000000000000000000000000000000000000"

/* The record of a finding is the entry's place, from 1. */
#define MADO_LEDGER_FINDING_VALUE "E_VALUE" /* no flat object of texts and integers */
#define MADO_LEDGER_FINDING_SEQ "E_SEQ"     /* numbers are missing, or in another order */
#define MADO_LEDGER_FINDING_PREV "E_PREV"   /* it was not written behind the entry that stands before it */
#define MADO_LEDGER_FINDING_HASH "E_HASH"   /* it is not what was written */

gboolean mado_ledger_hash_entry (yyjson_val *entry, const char *prev, MadoHash *out_hash);
void mado_ledger_check_chain (yyjson_val *entries, MadoFindings *findings);

G_END_DECLS
