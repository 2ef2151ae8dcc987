/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-instant.h"

G_BEGIN_DECLS

/* A UUID of version 7 (RFC 9562). A plain value: pass it, copy it. All zero is "no id". */
typedef struct {
  guint8 bytes[16];
} MadoId;

/* Where a line of ids stands; begins as {0}. */
typedef struct {
  gint64 milliseconds;
  guint counter;
} MadoIdSequence;

#define MADO_ID_NONE ((MadoId) { 0 })
#define MADO_ID_RANDOM_SIZE 10
#define MADO_ID_TEXT_SIZE 37 /* "0195eeb1-5a00-7abc-8def-0123456789ab" and the end */

MadoId mado_id_build (MadoInstant time, const guint8 random[MADO_ID_RANDOM_SIZE]);
MadoId mado_id_next (MadoIdSequence *sequence, MadoInstant now, const guint8 random[MADO_ID_RANDOM_SIZE]);
MadoId mado_id_draw (void);

gboolean mado_id_is_valid (MadoId self);
int mado_id_compare (MadoId a, MadoId b);
MadoId mado_id_from_text (const char *text);
void mado_id_to_text (MadoId self, char out_text[MADO_ID_TEXT_SIZE]);

G_END_DECLS
