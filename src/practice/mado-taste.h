/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-persona.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What people write on the form of a programme: for each item how its value is made (data/practice/PROGRAMME.json). It
 * never changes and may be shared between threads. */
typedef struct {
  MadoProgramme *programme;
  const char *receipt; /* what receipt numbers begin with */
  GArray *people;      /* (element-type MadoTastePerson) */
  GArray *items;       /* (element-type MadoTasteItem), in the order in which they are drawn */
  yyjson_val *rows;    /* (nullable): list → [how many rows, …] */

  /*< private >*/
  yyjson_doc *doc;
} MadoTaste;

typedef struct {
  const char *id;
  MadoPersonaKind kind;
  int head; /* whose household it is, by its place; -1: its own */
} MadoTastePerson;

typedef struct {
  const MadoItem *item;
  yyjson_val *recipe;
  int person; /* by its place; -1: nobody's */
} MadoTasteItem;

MadoTaste *mado_taste_load (MadoProgramme *programme, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_taste_free (MadoTaste *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTaste, mado_taste_free)

G_END_DECLS
