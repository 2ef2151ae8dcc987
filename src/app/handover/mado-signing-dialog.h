/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-handover-photo.h"
#include "mado-ledger.h"

G_BEGIN_DECLS

/* What is signed that is no step of a hand-over. */
typedef struct {
  const char *kind;  /* of the operation */
  const char *step;  /* what is asked for it: mado_step_fields */
  const char *title; /* of the dialog */
  const char *pledge;
  MadoId entity;
  gint64 version;       /* 0: it is new */
  yyjson_mut_doc *body; /* (nullable): what it says, beside what is asked */
} MadoSigningAct;

/* Asks for what a step of a hand-over needs and for the password of whoever signs it, and repeats in one sentence what
 * is signed. Closes when it is. */
#define MADO_TYPE_SIGNING_DIALOG (mado_signing_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoSigningDialog, mado_signing_dialog, MADO, SIGNING_DIALOG, AdwDialog)

AdwDialog *mado_signing_dialog_new (MadoLedger *ledger, MadoEntity *handover, const char *step, gboolean is_by_paper);
AdwDialog *mado_signing_dialog_new_correction (MadoLedger *ledger, MadoEntity *handover, yyjson_val *entry);

AdwDialog *mado_signing_dialog_new_statement (MadoLedger *ledger,
                                              MadoEntity *handover,
                                              GBytes *statement) G_GNUC_WARN_UNUSED_RESULT;
AdwDialog *mado_signing_dialog_new_photo (MadoLedger *ledger,
                                          MadoEntity *handover,
                                          const MadoHandoverPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;
AdwDialog *mado_signing_dialog_new_act (MadoLedger *ledger, const MadoSigningAct *act) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
