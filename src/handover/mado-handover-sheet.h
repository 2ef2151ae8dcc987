/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-book.h"
#include "mado-instant.h"

G_BEGIN_DECLS

/* A hand-over as somebody sees it today: how far it is, what comes next, and what stands in that person's way. It only
 * proposes; what is signed is judged by the rules. */

#define MADO_HANDOVER_MOST_LEGS 9

typedef enum {
  MADO_LEG_AHEAD,
  MADO_LEG_HERE, /* the last that was signed */
  MADO_LEG_DONE,
  MADO_LEG_SKIPPED, /* nobody will sign it any more */
} MadoLegState;

/* A step of the track: make, seal, carry, receive, store, return or erase, close. Of letters: make, reach_shop, print,
 * enclose, come_back, deliver, inspect, hand_back, post, where reach_shop and come_back are what their medium does. */
typedef struct {
  const char *step;
  MadoLegState state;
  gint64 at;      /* milliseconds since 1970; 0: not yet */
  const char *by; /* (nullable): the name of who signed */
} MadoHandoverLeg;

/* What may be signed next. */
typedef struct {
  const char *step;     /* "seal" */
  const char *obstacle; /* (nullable): why this person cannot now: a code of mado-refusal.h */
  gint64 opens;         /* when that is over, in milliseconds since 1970; 0: nobody knows */
  gboolean is_by_paper; /* signed for a shop without the program: by what its paper says */
} MadoHandoverNext;

typedef struct {
  MadoEntity *handover;
  MadoEntity *partner; /* (nullable): of a notice its medium, of a medium its first notice */
  MadoEntity *print;   /* (nullable): of letters the medium that they are printed from, of a medium its letters */
  MadoHandoverLeg legs[MADO_HANDOVER_MOST_LEGS];
  guint n_legs;
  GArray *next;        /* (element-type MadoHandoverNext) */
  gboolean is_out;     /* not where it came from, and not erased */
  gboolean is_overdue; /* and should have been back */
  gboolean is_kept;    /* under lock on this person's side, who counts it every day */
  gboolean is_counted; /* and somebody did so today */
  gboolean is_missed;  /* whoever counted last did not find it */
} MadoHandoverSheet;

MadoHandoverSheet *mado_handover_sheet_new (const MadoHandoverBook *book,
                                            MadoEntity *handover,
                                            const MadoProgramme *programme,
                                            const MadoPerson *person,
                                            MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
void mado_handover_sheet_free (MadoHandoverSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHandoverSheet, mado_handover_sheet_free)

gboolean mado_handover_sheet_waits (const MadoHandoverSheet *self);
gboolean mado_handover_sheet_is_of_letters (const MadoHandoverSheet *self);
gboolean mado_handover_sheet_may_attach (const MadoHandoverSheet *self,
                                         const MadoProgramme *programme,
                                         const MadoPerson *person);
gboolean mado_handover_sheet_may_hold (const MadoHandoverSheet *self,
                                       const MadoProgramme *programme,
                                       const MadoPerson *person);
gboolean mado_handover_sheet_may_order (const MadoHandoverSheet *self,
                                        const MadoProgramme *programme,
                                        const MadoPerson *person);

G_END_DECLS
