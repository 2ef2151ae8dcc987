/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-judge.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* What whoever answers the telephone asks a caller and may tell him of a case, read from the programme. It never
 * changes. */

/* Something that the caller says of himself, beside what the case has. */
typedef struct {
  const MadoItem *item;
  char *value;      /* for people */
  gboolean is_said; /* it is what was typed to find the case: the caller has said it already */
} MadoGuidanceQuestion;

typedef struct {
  MadoId id; /* of the case */
  char *number;
  char *name;
  gboolean is_protected; /* nothing of the case is told on the telephone, whoever asks */
  GPtrArray *questions;  /* (element-type MadoGuidanceQuestion): to which the case has an answer */
  GPtrArray *sentences;  /* (element-type utf8): in the order in which they are read out */
} MadoGuidance;

/* What it is made of. */
typedef struct {
  MadoJudge *judge; /* of its programme */
  MadoDate today;
  const MadoPerson *person;
  MadoEntity *entity; /* a case, as it is in the file */
  const char *typed;  /* by which it was found; "": by nothing */
} MadoGuidanceSource;

gboolean mado_guidance_read (const MadoGuidanceSource *source, MadoGuidance **out_guidance, GError **error);
void mado_guidance_free (MadoGuidance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoGuidance, mado_guidance_free)

char *mado_guidance_dup_text (const MadoGuidance *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
