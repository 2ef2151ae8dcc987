/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

G_BEGIN_DECLS

/* What a programme says in rules: amounts, what is computed, what is checked, who has a right to what. */

typedef struct {
  const char *id;
  const char *label;
} MadoNamed;

typedef struct {
  const char *id;
  GPtrArray *names; /* as written: roles, and audiences that were named before */
  GPtrArray *roles; /* (element-type utf8): resolved */
} MadoAudience;

/* What is done beside cases, and who does it. */
typedef struct {
  const char *id;   /* "calls", "handover", … */
  GPtrArray *names; /* as written */
  GPtrArray *roles; /* (element-type utf8): resolved */
} MadoDuty;

/* A place whose terminals are for some roles alone, as these work nowhere else: the ward's own. */
typedef struct {
  const char *id;
  const char *label;
  GPtrArray *names;   /* as written: whom it is for */
  GPtrArray *roles;   /* (element-type utf8): resolved */
  const char *closes; /* "17:15": when sessions there end; "": never */
} MadoSite;

/* Applications that are counted apart, by the form with which they came: those of the web, those on paper. */
typedef struct {
  const char *id;
  const char *label;
  GPtrArray *forms; /* (element-type utf8): of column maps, or "paper" */
} MadoFormTally;

typedef struct {
  const char *id; /* the first day on which it holds */
  MadoValue value;
} MadoDatedValue;

typedef struct {
  const char *id;
  const char *label;
  const char *unit;
  MadoSection *from; /* (element-type MadoDatedValue) */
} MadoRate;

typedef struct {
  const char *id;
  const char *label;
  const char *type;
  MadoRuleText is;
} MadoComputed;

typedef struct {
  const char *id;
  const char *label;
  const char *of;    /* a list */
  const char *count; /* "all", or what is computed for each row: yes counts */
} MadoTotal;

typedef struct {
  const char *id;
  const char *label;
  const char *section; /* where on the form */
  MadoRuleText when;   /* "": always */
} MadoVisualCheck;

typedef struct {
  const char *id;
  const char *label;
  const char *severity; /* "stop", "warn" */
  MadoRuleText must;    /* 1: passed, 0: found, NULL: cannot be judged yet */
  GPtrArray *items;     /* what to show beside it */
  const char *say;
  gboolean banner; /* it stands above the case, with a way to the first of its items */
} MadoCheck;

typedef struct {
  const char *space; /* of the ward; programmes that share it share its keys */
  const char *kind;
  GPtrArray *key; /* (element-type MadoRuleText) */
} MadoClaim;

typedef struct {
  const char *id;
  const char *label;
  MadoRuleText when;
  MadoRuleText amount;
  const char *for_each;        /* a list: a right a row */
  const char *pay_together_by; /* "case" */
  MadoClaim claim;             /* held at most once */
  const char *on_held_claim;   /* "attach", "hold", "refuse" */
  MadoClaim look;              /* where it is held somewhere, somebody shall look; refuses nothing */
} MadoRight;

G_END_DECLS
