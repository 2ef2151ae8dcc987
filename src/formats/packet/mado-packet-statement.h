/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-statement.h"
#include "mado-hash.h"

G_BEGIN_DECLS

/* What a receiver without the program signs of a step: the giver enters it in the ledger. */
typedef struct {
  const char *number; /* of the medium */
  const char *step;   /* "receive", "return", "erase" */
  const char *by;     /* his account in the register */
  MadoInstant at;
  gint64 media;
  const MadoHash *digest; /* (nullable): of the file on the medium */
  const char *seal;       /* (nullable), as are those that follow */
  const char *bag;
  const char *carrier;
  const char *method;
  const char *witness;
} MadoPacketStatement;

GBytes *mado_packet_statement_write (const MadoPacketStatement *self,
                                     const MadoSigningKey *key,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
