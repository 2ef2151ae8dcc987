/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ledger-words.h"

G_BEGIN_DECLS

/* What goes to the bank, and what it comes to, counted twice. */
typedef struct {
  const char *file;   /* its name */
  const char *batch;  /* what people call the batch */
  const char *way;    /* how it is paid */
  const char *day;    /* ISO: on which money moves */
  gint64 count;       /* of the batch */
  gint64 sum;         /* yen */
  gint64 count_read;  /* of the file, as it was read again */
  gint64 sum_read;    /* yen */
  gint64 n_warnings;  /* of the pre-flight; with errors there is no file */
  const char *digest; /* SHA-256 of the file */
} MadoTransferFigures;

MadoManuscript *mado_transfer_sheet_write (const MadoTransferFigures *figures,
                                           const MadoLedgerHeading *heading) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
