/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-backend.h"
#include "mado-enrolment.h"

G_BEGIN_DECLS

/* A terminal is invited by a file and a code, and gets its certificate for both, once (mado-enrolment.h). A new
 * certificate of a terminal takes the place of those before. Each function within a turn that writes. */

#define MADO_INVITATION_MAX_TRIES 5 /* wrong codes: then the file is worth nothing */

typedef struct {
  const char *terminal;
  const char *site;    /* (nullable): the place that it is for; %NULL: for everybody who belongs to none */
  const char *address; /* where the service is */
  MadoInstant now;
  MadoInstant until;
} MadoInvitationOrder;

gboolean mado_terminal_is_name (const char *name);
gboolean mado_invitation_make (MadoBackend *backend,
                               const MadoAuthority *authority,
                               const MadoInvitationOrder *order,
                               MadoEnrolmentFile *out_file,
                               char **out_code,
                               GError **error);

typedef enum {
  MADO_INVITATION_TAKEN,
  MADO_INVITATION_WRONG_CODE, /* or it was used */
  MADO_INVITATION_UNREADABLE, /* what should be certified is not a request of its sender's */
} MadoInvitationVerdict;

typedef struct {
  const char *serial; /* of the certificate that is on the line */
  const MadoEnrolmentRequest *request;
  MadoInstant now;
  MadoInstant until; /* the new certificate's end */
} MadoInvitationAnswer;

gboolean mado_invitation_redeem (MadoBackend *backend,
                                 const MadoAuthority *authority,
                                 const MadoInvitationAnswer *answer,
                                 MadoInvitationVerdict *out_verdict,
                                 MadoEnrolmentReply *out_reply,
                                 GError **error);

G_END_DECLS
