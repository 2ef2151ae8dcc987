/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"
#include "mado-rule-value.h"

G_BEGIN_DECLS

/* What the rules of a programme say of one case. Rows of lists are named by their id, the case itself by "". */

typedef enum {
  MADO_ANSWER_UNKNOWN, /* cannot be judged yet: it never counts as passed, and whatever it would demand is demanded */
  MADO_ANSWER_FOUND,   /* 0 */
  MADO_ANSWER_PASSED,  /* 1 */
} MadoAnswer;

typedef struct {
  const MadoCheck *check;
  const char *row;
  MadoAnswer answer;
} MadoJudgedCheck;

/* An item that is required and not there. Both block; only what is certain is worth telling before the rest is in. */
typedef struct {
  const MadoItem *item;
  const char *row;
  gboolean is_certain; /* FALSE: whether it is required cannot be judged yet */
} MadoMissingItem;

/* The parts of a key as texts. */
typedef struct {
  const char *const *parts; /* a part is NULL where it is not known or empty */
  guint n_parts;            /* 0: the right has no such key */
  gboolean is_complete;
} MadoJudgedKey;

/* A right that the programme has for the case, or for a row. It exists where @when is passed. */
typedef struct {
  const MadoRight *right;
  const char *row;
  MadoAnswer when;
  gboolean has_amount; /* and the right exists */
  gint64 amount;       /* yen; 0 where there is none */
  MadoJudgedKey claim;
  MadoJudgedKey look;
} MadoJudgedRight;

/* A computed value, or the value of an item that a rule keeps. */
typedef struct {
  const char *id;
  const MadoItem *item; /* (nullable): that is kept */
  const char *row;
  MadoRuleValue value;
} MadoJudgedValue;

typedef struct {
  gconstpointer subject;
  MadoAnswer answer;
} MadoJudgedAnswer;

typedef struct {
  GArray *checks;  /* MadoJudgedCheck */
  GArray *missing; /* MadoMissingItem */
  GArray *rights;  /* MadoJudgedRight */
  GArray *values;  /* MadoJudgedValue */

  /*< private >*/
  GArray *answers;     /* MadoJudgedAnswer: of transitions, visual checks, queues, packets and sentences */
  const char **parts;  /* of all keys */
  gsize n_parts;       /* that are in use */
  gsize max_parts;     /* that there is room for */
  GStringChunk *texts; /* whatever the rest points to */
} MadoJudgement;

MadoJudgement *mado_judgement_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_judgement_free (MadoJudgement *self);
void mado_judgement_clear (MadoJudgement *self, gsize max_parts);
const char **mado_judgement_add_parts (MadoJudgement *self, gsize n_parts);

MadoAnswer mado_judgement_get_answer (const MadoJudgement *self, gconstpointer subject);
MadoAnswer mado_judgement_get_check (const MadoJudgement *self, const char *check, const char *row);
const MadoJudgedRight *mado_judgement_find_right (const MadoJudgement *self, const char *right, const char *row);
MadoRuleValue mado_judgement_get_value (const MadoJudgement *self, const char *id, const char *row);

G_END_DECLS
