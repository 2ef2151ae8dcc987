/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-jis8.h"
#include "mado-zengin-layout.h"

G_BEGIN_DECLS

/* What must hold inside one record, whether it was read or is about to be written. */
typedef struct {
  MadoFindings *findings;
  guint8 standing[256]; /* of each byte in a text field */
} MadoZenginCheck;

typedef enum {
  MADO_ZENGIN_READING, /* a byte that only some banks take is a warning */
  MADO_ZENGIN_WRITING, /* it is refused unless this bank takes it */
} MadoZenginDirection;

void mado_zengin_check_init (MadoZenginCheck *check,
                             const MadoBankProfile *bank,
                             MadoZenginDirection direction,
                             MadoFindings *findings);
void mado_zengin_check_field (MadoZenginCheck *check,
                              const MadoZenginField *field,
                              const guint8 *record,
                              guint64 number);
void mado_zengin_check_record (MadoZenginCheck *check,
                               const MadoZenginLayout *layout,
                               const guint8 *record,
                               guint64 number);

G_END_DECLS
