/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What a column of a work list shows of a case. */

typedef enum {
  MADO_QUEUE_VALUE_NOTHING,
  MADO_QUEUE_VALUE_NUMBER,
  MADO_QUEUE_VALUE_TEXT,
} MadoQueueValueKind;

typedef struct {
  MadoQueueValueKind kind;
  gint64 number;
  const char *text;
  const char *reading; /* what a text is sorted by: the kana of a name, else the text itself */
} MadoQueueValue;

/* An entity as far as a list shows it. */
typedef struct {
  const char *state;
  yyjson_val *body;
} MadoQueueSubject;

MadoQueueValue mado_queue_value_read (const MadoProgramme *programme, const char *column, MadoQueueSubject subject);

G_END_DECLS
