/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the service says to somebody who wants to come in, or to change who may. Names never change; people read the
 * sentence, translated. */
typedef enum {
  MADO_ACCESS_DONE,
  /* coming in */
  MADO_ACCESS_WRONG,       /* account or password: which of them is not said */
  MADO_ACCESS_CODE_NEEDED, /* the password is right, and the account has a second factor */
  MADO_ACCESS_CODE_WRONG,
  MADO_ACCESS_LOCKED, /* with the time when it ends */
  MADO_ACCESS_CLOSED, /* as all that follow, only to whoever knows the password */
  MADO_ACCESS_NOT_REGISTERED,
  MADO_ACCESS_ELSEWHERE, /* at a terminal of another place */
  MADO_ACCESS_ONE_TIME_OVER,
  MADO_ACCESS_BUSY,
  /* a new password */
  MADO_ACCESS_PASSWORD_FORM,
  MADO_ACCESS_PASSWORD_SHORT,
  MADO_ACCESS_PASSWORD_ACCOUNT,
  MADO_ACCESS_PASSWORD_COMMON,
  MADO_ACCESS_PASSWORD_POOR,
  MADO_ACCESS_PASSWORD_REUSED,
  /* administration */
  MADO_ACCESS_NOT_ALLOWED,
  MADO_ACCESS_NAME,
  MADO_ACCESS_GRANT,
  MADO_ACCESS_EXISTS,
  MADO_ACCESS_ABSENT,
  MADO_ACCESS_SAME_PERSON,
  /* a report of the logs */
  MADO_ACCESS_PERIOD,
  MADO_ACCESS_REPORT,
  /* a reference list */
  MADO_ACCESS_LIST,
  MADO_ACCESS_N_VERDICTS,
} MadoAccessVerdict;

const char *mado_access_verdict_get_name (MadoAccessVerdict self);
const char *mado_access_verdict_get_message (MadoAccessVerdict self);
const char *const *mado_access_verdict_get_names (void);

G_END_DECLS
