/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-policy.h"
#include "mado-search.h"

G_BEGIN_DECLS

/* Who may be on the line: cases that are found by what the caller says, each with no more than is needed to tell two
 * people apart. */

typedef struct {
  MadoId id; /* of the case */
  char *number;
  char *name;
  char *kana;
  char *born;       /* where others here have the same name; else empty */
  char *state;      /* by the programme's word */
  gint64 last_call; /* milliseconds since 1970; 0: nobody has called about it */
  gboolean is_over;
  gboolean is_likely; /* only likely: a part, another form of a character, an earlier call */
  MadoSearchField field;
} MadoCaller;

typedef struct {
  GPtrArray *callers; /* (element-type MadoCaller): open cases first, of these the surest */
  gboolean is_all;
} MadoCallers;

#define MADO_CALLERS_MOST 30

MadoCallers *mado_callers_find (MadoDatabase *reader,
                                const MadoProgramme *programme,
                                const MadoPerson *person,
                                const char *typed,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_callers_free (MadoCallers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCallers, mado_callers_free)

G_END_DECLS
