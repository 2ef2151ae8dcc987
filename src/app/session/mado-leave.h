/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* Leave to sign: the service hears the password again before it takes a signature, because a terminal may stand open.
 * mado_advice_find() has words for each error. */
#define MADO_LEAVE_ERROR (mado_leave_error_quark ())

typedef enum {
  MADO_LEAVE_ERROR_PASSWORD,   /* it is not that of the account */
  MADO_LEAVE_ERROR_REFUSED,    /* too many were wrong, say; the message says which */
  MADO_LEAVE_ERROR_NO_SERVICE, /* nobody can be asked: what is signed now would be refused later */
} MadoLeaveError;

GQuark mado_leave_error_quark (void);

gboolean mado_leave_take (MadoSession *session, const MadoSecret *password, GError **error);

G_END_DECLS
