/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-operation.h"
#include "mado-stream-private.h"

G_BEGIN_DECLS

/* An entry of a terminal's journal as it was offered, and what is known of it. */
typedef struct {
  gint64 dseq;
  MadoHash hash;            /* of the text */
  GBytes *text;             /* (nullable): %NULL: erased where it was written */
  MadoOperation *operation; /* (nullable): %NULL: cannot be read */
  gboolean is_withdrawn;
  MadoId id;              /* that it has in the log: its own, unless it has none or that is another's */
  gboolean is_id_taken;   /* by another operation */
  MadoStoredEntry *known; /* (nullable): where the log has it */

  MadoOutcomeKind outcome; /* where it can be said without the records of the work */
  const char *code;        /* (nullable): why nothing is done */
} MadoOffer;

MadoOffer *mado_offer_new (gint64 dseq, GBytes *text, const MadoHash *hash, gboolean is_withdrawn)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_offer_free (MadoOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOffer, mado_offer_free)

gboolean mado_offer_look_up (MadoOffer *self, MadoStreamTurn *turn, GError **error);
gboolean mado_offer_weigh (MadoOffer *self, MadoStreamTurn *turn, const MadoCaller *caller, GError **error);
void mado_offer_refuse (MadoOffer *self, const char *code);
gboolean mado_offer_has_own_id (const MadoOffer *self);

G_END_DECLS
