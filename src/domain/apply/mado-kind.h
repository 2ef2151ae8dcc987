/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"
#include "mado-body.h"
#include "mado-view.h"

G_BEGIN_DECLS

/* Whether an act makes its entity. */
typedef enum {
  MADO_BEGINS_NOT,
  MADO_BEGINS_IF_NEW,
  MADO_BEGINS_ALWAYS,
} MadoBegins;

/* One thing that can be done with entities of a kind. It writes the action's draft, or refuses. */
typedef struct {
  const char *name; /* "case.edit"; NULL ends a table */
  MadoBegins begins;
  const MadoBodyMember *members;
  gboolean (*run) (MadoAction *action);
  const MadoVisible *visible; /* (nullable): of the operation's body; NULL: nobody is shown what it says */
} MadoAct;

/* A kind of entity: a new one is a table like this and a line in mado-kinds.c. */
typedef struct {
  const char *name;
  const char *first_state; /* of a new one, until the operation says more */
  const MadoAct *acts;
  gboolean (*settle) (MadoAction *action); /* (nullable): runs after every act: what follows from what it wrote */
  const MadoVisible *visible;              /* (nullable): of the entity's body; NULL: nobody gets such entities */
} MadoKind;

const MadoKind *mado_kinds_find (const char *name);
const MadoAct *mado_kinds_find_act (const char *operation, const MadoKind **out_kind);

G_END_DECLS
