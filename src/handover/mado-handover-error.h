/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-outcome.h"

G_BEGIN_DECLS

/* What work on the ledger fails with, beside what the profile, the medium and the paper say. */

#define MADO_HANDOVER_ERROR (mado_handover_error_quark ())

typedef enum {
  MADO_HANDOVER_ERROR_REFUSED,    /* against a rule of the work: mado_handover_error_dup_refusal() says which */
  MADO_HANDOVER_ERROR_KEY,        /* the person has no signing key on this terminal */
  MADO_HANDOVER_ERROR_BESIDE,     /* the password would lie beside what it opens */
  MADO_HANDOVER_ERROR_UNFINISHED, /* a packet was begun on a medium that is out: nobody can tell what is on it */
  MADO_HANDOVER_ERROR_EARLIER,    /* the signing key is still locked with a password that the person had before */
} MadoHandoverError;

GQuark mado_handover_error_quark (void);
const char *mado_handover_error_get_name (MadoHandoverError code);

gboolean mado_handover_error_refuse (GError **error, const char *code, const char *subject);
gboolean mado_handover_error_check (const GPtrArray *outcomes, GError **error);
MadoRefusal *mado_handover_error_dup_refusal (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
