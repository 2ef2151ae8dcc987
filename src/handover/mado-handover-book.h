/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-date.h"
#include "mado-entity.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* The ledger as a profile has it: the hand-overs that somebody may see, and the register of persons in charge. */
typedef struct {
  GPtrArray *handovers; /* (element-type MadoEntity): the newest first */
  GPtrArray *people;    /* (element-type MadoEntity): the register, also who is no longer in it */
  GHashTable *waiting;  /* (element-type MadoEntity): of the erasures, those whose last step waits for the service */
  GPtrArray *erasures;  /* (element-type MadoEntity): what was erased at the end of its term, or may be; newest first */
  GPtrArray *preservations; /* (element-type MadoEntity): what is kept beyond its term, or was; newest first */
} MadoHandoverBook;

MadoHandoverBook *mado_handover_book_load (MadoDatabase *database,
                                           const MadoProgramme *programme,
                                           const MadoPerson *person,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_handover_book_free (MadoHandoverBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHandoverBook, mado_handover_book_free)

MadoEntity *mado_handover_book_find (const MadoHandoverBook *self, MadoId id);
MadoEntity *mado_handover_book_find_number (const MadoHandoverBook *self, const char *number);
MadoEntity *mado_handover_book_find_in_charge (const MadoHandoverBook *self, const char *account, MadoDate today);
gboolean mado_handover_book_has_erased (const MadoHandoverBook *self, const MadoEntity *erasure);
gboolean mado_handover_is_over (const MadoEntity *handover);

G_END_DECLS
