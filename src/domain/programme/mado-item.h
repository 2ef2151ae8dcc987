/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

G_BEGIN_DECLS

/* A record item (記録項目) of a programme: what may be stored, who may see it, who may change it, who may get it. */
typedef struct {
  const char *id;
  const char *label; /* the official word of the paper */
  const char *type;
  MadoRuleText required;   /* "always", or a rule; "": never */
  const char *set_by;      /* what fills it, where no person does: "right", "transition receive", "rule", … */
  MadoRuleText is;         /* the rule that keeps it */
  const char *paper;       /* its number in the committee's paper */
  const char *pattern;     /* of a code: "10 digits", "1-15 digits" */
  const char *entry;       /* "blind_twice": two people, neither sees the other's; "registered or blind_twice" */
  const char *sensitive;   /* "whereabouts": it tells where a protected person lives */
  gint64 min;              /* of a number */
  gint64 max;              /* of a number; of a text, in characters; 0: no limit */
  MadoSection *choices;    /* (element-type MadoNamed) */
  GPtrArray *mask_for;     /* as written: roles that see it masked */
  GPtrArray *attach;       /* as written: roles that attach papers to it, besides those that edit it */
  GPtrArray *own_see;      /* (nullable): as written; NULL: as its section says */
  GPtrArray *own_edit;     /* (nullable) */
  GPtrArray *own_give;     /* (nullable) */
  const char *section;     /* the id of its section or list */
  gboolean is_of_list;     /* a case has it once a row */
  GPtrArray *see;          /* (element-type utf8): roles, audiences resolved */
  GPtrArray *edit;         /* (element-type utf8): roles */
  GPtrArray *give;         /* (element-type utf8): receivers */
  GPtrArray *mask_roles;   /* (element-type utf8): roles */
  GPtrArray *attach_roles; /* (element-type utf8): roles */
} MadoItem;

/* A part of the form with its items; or a list, whose items a case has any number of times. */
typedef struct {
  const char *id;
  const char *label;
  GPtrArray *see; /* as written, for the items that say nothing else */
  GPtrArray *edit;
  GPtrArray *give;
  MadoSection *fields; /* (element-type MadoItem) */

  const char *one;       /* of a list: what one row is called in rules */
  gint64 max;            /* of a list: how many rows */
  MadoSection *computed; /* of a list: (element-type MadoComputed), for each row */
  MadoSection *checks;   /* of a list: (element-type MadoCheck), for each row */
} MadoItemGroup;

gboolean mado_names_contain (const GPtrArray *names, const char *name);
const MadoItem *mado_item_find_amount (const MadoSection *items);
gboolean mado_item_is_kept (const MadoItem *self);
gboolean mado_item_takes_edits (const MadoItem *self);
gboolean mado_item_tells_whereabouts (const MadoItem *self);
gboolean mado_item_may_see (const MadoItem *self, const char *role);
gboolean mado_item_may_edit (const MadoItem *self, const char *role);
gboolean mado_item_may_get (const MadoItem *self, const char *receiver);

G_END_DECLS
