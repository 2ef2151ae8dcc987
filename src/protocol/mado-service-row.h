/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"

G_BEGIN_DECLS

typedef enum {
  MADO_GONE_NOT,
  MADO_GONE_FROM_SIGHT, /* this person may not see it (any more) */
  MADO_GONE_ERASED,     /* it must not be anywhere: whoever has it erases it */
} MadoGone;

/* An entity as the service has it, cut to what one person may see. */
typedef struct {
  MadoId id;
  gint64 seq;         /* of the last entry that touched it */
  MadoEntity *entity; /* (nullable): %NULL where it is gone */
  MadoGone gone;
} MadoServiceRow;

void mado_service_row_clear (MadoServiceRow *self);
GArray *mado_service_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
