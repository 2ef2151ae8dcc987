/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-book.h"
#include "mado-term-erasure.h"

G_BEGIN_DECLS

/* What of a profile may be erased, because its term is over and nobody preserves it; and what is left that names what
 * was erased. */
typedef struct {
  GPtrArray *ids[4]; /* (element-type utf8): of each list of mado_term_erasure_lists */
  guint count;       /* of all of them */
  MadoDate until;    /* the last day of the longest term among them; none where there are none */
  guint n_preserved; /* whose term is over, too, but somebody preserves them */
  guint n_proposed;  /* that wait for a second person already */
  guint n_unsettled; /* cases whose term is over, while a letter or a recovery about them is not settled */
  gboolean has_more; /* there is more than goes at once */
} MadoTermDue;

MadoTermDue *mado_term_due_find (MadoDatabase *database,
                                 const MadoProgramme *programme,
                                 const MadoHandoverBook *book,
                                 MadoDate today,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_term_due_free (MadoTermDue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTermDue, mado_term_due_free)

yyjson_mut_doc *mado_term_due_write (const MadoTermDue *self, const char *number) G_GNUC_WARN_UNUSED_RESULT;

/* Of one kind, how many entities name something that was erased. */
typedef struct {
  char *kind;
  guint count;
} MadoTermRemains;

guint mado_term_erasure_count (const MadoEntity *erasure);
GArray *mado_term_remains_find (MadoDatabase *database,
                                const MadoHandoverBook *book,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
