/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-request.h"
#include "mado-backend.h"
#include "mado-totp.h"

G_BEGIN_DECLS

/* A person's account: on the shelf "account", by its name, the personal ID. It stays there when it is closed, because
 * the logs name it, so that nobody else ever gets its name. */

#define MADO_ACCOUNT_MAX_NAME 32
#define MADO_ACCOUNT_N_EARLIER 5 /* passwords that cannot come again, beside the one that counts */

typedef struct {
  char *name;
  GPtrArray *grants; /* (element-type MadoGrant) */
  gboolean is_administrator;
  gboolean is_overseer; /* confirms what an administrator asked for */
  gboolean is_closed;

  char *password;       /* PHC string */
  GPtrArray *earlier;   /* (element-type utf8): the same, newest first */
  MadoInstant changed;  /* the password, or what ends all sessions in the same way */
  gboolean must_change; /* it was given by others: for nothing but to be changed, … */
  MadoInstant until;    /* … and only so long */

  MadoSecret *secret;  /* (nullable): of the second factor */
  MadoSecret *offered; /* (nullable): one that was shown, but not confirmed by a code */
  gint64 used_step;    /* whose code was used last */
} MadoAccount;

gboolean mado_account_is_name (const char *name);

MadoAccount *mado_account_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void mado_account_free (MadoAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccount, mado_account_free)

/* Each within a turn. */
gboolean mado_account_find (MadoBackend *backend, const char *name, MadoAccount **out_account, GError **error);
gboolean mado_account_put (const MadoAccount *self, MadoBackend *backend, GError **error);
GPtrArray *mado_account_list (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void mado_account_set_password (MadoAccount *self, const char *password, MadoInstant now);
void mado_account_set_one_time (MadoAccount *self, const char *password, MadoInstant now);
void mado_account_set_grants (MadoAccount *self, const GPtrArray *grants);
char **mado_account_dup_roles (const MadoAccount *self, const char *programme) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
