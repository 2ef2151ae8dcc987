/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

G_BEGIN_DECLS

/* The way of a case through a programme. */

typedef struct {
  const char *id;
  const char *label;
  MadoDuration late_after;
  gboolean is_end;
  gboolean is_fixed; /* its items are changed by transitions that carry edits, by no plain edit */
} MadoState;

#define MADO_STATE_NEW "new"   /* before the first transition */
#define MADO_STATE_SAME "same" /* wherever the case is */

typedef struct {
  const char *id;
  const char *label;
  GPtrArray *from;          /* states, or "new" */
  const char *to;           /* a state, or "same" */
  GPtrArray *by;            /* as written */
  GPtrArray *roles;         /* (element-type utf8): by, audiences resolved */
  GPtrArray *not_same_as;   /* transitions, or "account entry": by somebody else than who did these */
  GPtrArray *second_person; /* roles: one of them must agree */
  const char *signed_by;    /* a role whose signature it carries */
  GPtrArray *needs;         /* fixed words */
  MadoRuleText must;
  MadoSection *sets;   /* (element-type MadoNamed): item → "today" */
  const char *counts;  /* an item that goes up by one */
  GPtrArray *claims;   /* "receipt" */
  const char *right;   /* the step of a right's life: "claim", "order", "pay", "fail", "recall", "release"; "": none */
  GPtrArray *edits;    /* sections and items that it may change on its way, as written */
  GPtrArray *edited;   /* (element-type utf8): the items of edits, sections resolved */
  const char *opens;   /* "deficiency" */
  const char *closes;  /* "deficiency" */
  const char *forgets; /* "account": it is somebody else's from now on */
  GPtrArray *reason;   /* "text": any; else the reasons to choose from */
  GPtrArray *letters;
  const char *packet;
} MadoTransition;

gboolean mado_transition_goes_by_day (const MadoTransition *self);

typedef struct {
  const char *id;
  const char *label;
  GPtrArray *readers; /* `for`, as written */
  GPtrArray *roles;   /* (element-type utf8): resolved */
  MadoRuleText show;
  GPtrArray *order;
  GPtrArray *columns;
} MadoQueue;

G_END_DECLS
