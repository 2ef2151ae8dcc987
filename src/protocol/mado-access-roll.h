/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-request.h"
#include "mado-instant.h"

G_BEGIN_DECLS

/* POST /v1/a/WARD/accounts/list: who may come in, and what waits for a second person. Never a password or a secret. */

#define MADO_ACCESS_MAX_ACCOUNTS 5000 /* of a ward */

typedef struct {
  char *account;
  GPtrArray *grants;
  MadoInstant changed; /* the password */
  gboolean is_administrator;
  gboolean is_overseer;
  gboolean has_second_factor;
  gboolean must_change;
  gboolean is_closed;
} MadoAccountLine;

typedef struct {
  char *account; /* about whom */
  char *kind;    /* "reset", "raise" */
  char *by;      /* who asked: another has to confirm */
  MadoInstant until;
} MadoProposalLine;

typedef struct {
  GArray *accounts;  /* (element-type MadoAccountLine) */
  GArray *proposals; /* (element-type MadoProposalLine) */
} MadoAccessRoll;

MadoAccessRoll *mado_access_roll_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_access_roll_free (MadoAccessRoll *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccessRoll, mado_access_roll_free)

GBytes *mado_access_roll_write (const MadoAccessRoll *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoAccessRoll *mado_access_roll_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
