/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-refusal.h"

G_BEGIN_DECLS

typedef enum {
  MADO_BODY_WORD,   /* an id, an account, a code: one line of up to 100 characters */
  MADO_BODY_TEXT,   /* what a person writes: up to 4,000 characters; no 個人番号 */
  MADO_BODY_NUMBER, /* whole, from 0 */
  MADO_BODY_FLAG,
  MADO_BODY_DATE,
  MADO_BODY_ID,
  MADO_BODY_WORDS, /* an array of them */
  MADO_BODY_OBJECT,
  MADO_BODY_ARRAY, /* of objects */
  MADO_BODY_ANY,
} MadoBodyKind;

/* A member that the body of an operation may have. What is not listed is kept in the log and not read. */
typedef struct {
  const char *name; /* NULL ends a table */
  MadoBodyKind kind;
  gboolean is_required;
} MadoBodyMember;

extern const MadoBodyMember mado_body_reason[]; /* that a person has to give, and nothing else */

MadoRefusal *mado_body_check (const MadoBodyMember *members, yyjson_val *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
