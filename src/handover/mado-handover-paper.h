/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-book.h"
#include "mado-instant.h"
#include "mado-ledger-words.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* The forms of the ledger as PDF, made from its entries. */

/* Whose ledger it is, and who hands in its forms on which day. */
typedef struct {
  const MadoProgramme *programme;
  const MadoHandoverBook *book;
  const char *account;
  MadoDate day;
} MadoHandoverPaper;

GBytes *mado_handover_paper_print_slip (const MadoHandoverPaper *self,
                                        const MadoEntity *handover,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_handover_paper_print_notice (const MadoHandoverPaper *self,
                                          const char *number,
                                          const char *medium,
                                          const MadoSecret *password,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_handover_paper_print_erasure (const MadoHandoverPaper *self,
                                           const char *number,
                                           const char *receiver,
                                           const GArray *remains,
                                           GPtrArray *out_open,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
