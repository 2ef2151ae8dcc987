/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-handover-book.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* Steps of hand-overs, signed with the personal key of whoever works with a profile, and saved there. What is signed is
 * closed at once: nobody takes it back, a correction is another entry. */

/* What is to be done. */
typedef struct {
  const char *kind;     /* "handover.seal" */
  MadoId entity;        /* of the hand-over */
  gint64 base;          /* its version that was seen; 0: it is new */
  yyjson_mut_val *body; /* what it says */
  GBytes *paper;        /* (nullable): the picture or scan that it attaches */
} MadoHandoverStep;

MadoOperation *mado_handover_step_sign (const MadoHandoverStep *step,
                                        MadoDesk *desk,
                                        MadoId group,
                                        const MadoSigningKey *key,
                                        MadoInstant now,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_handover_check_signer (
    const MadoHandoverBook *book, const MadoPerson *person, const MadoSigningKey *key, MadoInstant now, GError **error);
gboolean mado_handover_sign (
    MadoDesk *desk, const MadoHandoverStep *step, const MadoSigningKey *key, MadoInstant now, GError **error);

G_END_DECLS
