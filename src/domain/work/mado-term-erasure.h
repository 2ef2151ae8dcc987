/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* 消去: what is erased because its term is over, proposed by one person and approved by another. It keeps the proof:
 * what went, by whom, when; of what went it has the ids and nothing else. */
extern const MadoKind mado_term_erasure_kind;

#define MADO_TERM_ERASURE_PROPOSED "proposed"
#define MADO_TERM_ERASURE_ERASED "erased"
#define MADO_TERM_ERASURE_WITHDRAWN "withdrawn"

#define MADO_TERM_ERASURE_MAX 500 /* entities that go at once: more are another erasure */

/* Entities of one kind, as the body of an erasure lists them. */
typedef struct {
  const char *list; /* "cases"; NULL ends the table */
  const char *kind; /* "case" */
} MadoTermErasureList;

extern const MadoTermErasureList mado_term_erasure_lists[];

gboolean mado_term_erasure_is_settled (const MadoProgramme *programme, const MadoEntity *entity);
MadoDate mado_term_erasure_find_end (const MadoProgramme *programme, const MadoEntity *entity);

G_END_DECLS
