/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* A medium that is missed: an incident at once, and whom and what it is about: from the list that was kept with its
 * entry where it was made; at another terminal worked out from the batch that went. */
typedef struct {
  gboolean is_listed;     /* whom it is about is known here */
  gboolean is_worked_out; /* from the batch: the packet was made on another terminal */
  gint64 n_cases;
  GPtrArray *cases; /* (element-type MadoEntity): those that are here, as the person may see them */
  GPtrArray *items; /* (element-type utf8): ids of the items that were on it */
} MadoHandoverLoss;

MadoHandoverLoss *mado_handover_loss_report (MadoDesk *desk,
                                             const MadoEntity *handover,
                                             const char *what,
                                             MadoInstant now,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_handover_loss_free (MadoHandoverLoss *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHandoverLoss, mado_handover_loss_free)

G_END_DECLS
