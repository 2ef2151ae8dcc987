/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* What an administrator does with the accounts of others. Nobody does anything with his own, and what gives power over
 * accounts, or the way into one, takes a second person who confirms it. */
extern const MadoDoorVerb mado_accounts_list_verb;
extern const MadoDoorVerb mado_accounts_make_verb;
extern const MadoDoorVerb mado_accounts_grant_verb;
extern const MadoDoorVerb mado_accounts_close_verb;
extern const MadoDoorVerb mado_accounts_raise_verb;
extern const MadoDoorVerb mado_accounts_reset_verb;
extern const MadoDoorVerb mado_accounts_confirm_verb;

/* Whoever sets the service up, before there is anybody to ask: the first accounts of a ward and no other. */
typedef struct {
  const char *account;
  const char *password;      /* the hash of a one-time password */
  gboolean is_administrator; /* otherwise: an overseer */
} MadoFounder;

gboolean mado_administration_found (const MadoAccess *access,
                                    MadoBackend *backend,
                                    const MadoFounder *founders,
                                    guint n_founders,
                                    MadoAccessVerdict *out_verdict,
                                    GError **error);

G_END_DECLS
