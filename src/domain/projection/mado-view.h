/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-policy.h"

G_BEGIN_DECLS

/* Somebody who looks at an entity or an operation. What is shown is written into the view's document; texts of what is
 * looked at are copied. */
typedef struct {
  const MadoProgramme *programme;
  const MadoPerson *person;
  gboolean is_protected; /* it is about somebody whose whereabouts the person must not learn */
  yyjson_mut_doc *doc;
  gboolean *is_cut; /* (nullable): becomes TRUE where something that a table lists is kept back, or masked */
} MadoView;

/* Who of those who get an entity gets a member of it. */
typedef enum {
  MADO_FOR_STAFF,   /* whoever has a role in the programme */
  MADO_FOR_READERS, /* whoever may see at least one of its items */
  MADO_FOR_MONEY,   /* whoever may see what is paid */
  MADO_FOR_DUTIES,  /* nobody but those who have one of the duties that are named */
} MadoVisibleFor;

/* A member of a body, or of an object in it, that may be shown. What no table lists is shown to nobody. A member with
 * nothing but a name and a reader holds one text, number or flag, or a list of such. Operations are judged by what is
 * listed: to keep back any of it cuts the entity. To list a member for nobody says that it is one of those. */
typedef struct _MadoVisible MadoVisible;

struct _MadoVisible {
  const char *name; /* NULL ends a table */
  MadoVisibleFor who;
  gboolean is_aside;                                           /* nothing is judged by it */
  const MadoVisible *inside;                                   /* (nullable): of the object, or of each in a list */
  gboolean (*given) (const MadoView *view, yyjson_val *owner); /* (nullable): held against the object it is in */
  gboolean (*each_given) (const MadoView *view, yyjson_val *owner); /* (nullable): held against each in a list */
  yyjson_mut_val *(*show) (const MadoView *view, yyjson_val *value, yyjson_val *owner); /* (nullable): NULL: nothing */
  const char *duties[6]; /* whoever has one of them gets it, too */
};

extern const MadoVisible mado_visible_stamp[];

/* How much of an item somebody sees. */
typedef enum {
  MADO_SIGHT_NONE,
  MADO_SIGHT_MASKED,
  MADO_SIGHT_FULL,
} MadoSight;

typedef yyjson_mut_val *(*MadoShowRow) (const MadoView *self, gconstpointer row, yyjson_val *value);

gboolean mado_view_gets (const MadoView *self, const MadoVisible *members, yyjson_val *body);
MadoSight mado_view_get_sight (const MadoView *self, const MadoItem *item);
gboolean mado_view_has_duty (const MadoView *self, const char *duty);
gboolean mado_view_sees_any (const MadoView *self, const MadoSection *items);

yyjson_mut_val *mado_view_show (const MadoView *self, const MadoVisible *members, yyjson_val *object);
yyjson_mut_val *mado_view_show_each (const MadoView *self, const MadoVisible *members, yyjson_val *array);
yyjson_mut_val *mado_view_show_map (const MadoView *self,
                                    const MadoSection *section,
                                    yyjson_val *map,
                                    MadoShowRow show);
yyjson_mut_val *mado_view_show_item (const MadoView *self, const MadoItem *item, yyjson_val *value);

G_END_DECLS
