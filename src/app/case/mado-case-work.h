/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-judge.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* What somebody has to do with a case, and what speaks against it. It never changes; a newer one takes its place. */

/* A way out of the state that the case is in. */
typedef enum {
  MADO_CASE_MOVE_ACCEPT, /* what was to be looked at, or decided, is in order */
  MADO_CASE_MOVE_RETURN, /* something is missing, and the applicant is asked; or those before look at it again */
  MADO_CASE_MOVE_OTHER,
} MadoCaseMoveKind;

typedef struct {
  const MadoTransition *transition;
  MadoCaseMoveKind kind;
} MadoCaseMove;

/* Something that the rules of the programme find in it. */
typedef struct {
  char *text;
  gboolean stops;
} MadoCaseFinding;

/* What the programme wants known of a case before anything else. */
typedef struct {
  char *text;
  const MadoItem *item; /* (nullable): what it is about */
} MadoCaseBanner;

/* Something that somebody has to see with their own eyes. */
typedef struct {
  const MadoVisualCheck *check;
  char *by; /* (nullable): who has seen it; %NULL: nobody */
} MadoCaseLook;

typedef struct {
  char *by;
  char *moment; /* for people */
  char *text;
} MadoCaseNote;

/* An item that two people wrote differently. The values belong to the case. */
typedef struct {
  const MadoItem *item;
  const char *operation;
  const char *row;
  yyjson_val *mine; /* (nullable): what was wanted and not written */
  yyjson_val *theirs;
  char *mine_text; /* for people, as the next */
  char *theirs_text;
  const char *mine_by;
  const char *theirs_by;
} MadoCaseConflict;

/* What somebody asked for, and what a second person has to agree to. The texts are the case's. */
typedef struct {
  const MadoTransition *transition; /* (nullable): %NULL: nothing was asked for */
  const char *operation;
  const char *by;
  const char *reason; /* "": none was given, or it is not for this person */
  gboolean is_own;    /* this person asked, and may take it back */
  gboolean may_agree;
} MadoCaseAsked;

/* Where the two entries of the account are, for this person. */
typedef enum {
  MADO_CASE_ENTRY_NOT,     /* it is not for this person, or not now */
  MADO_CASE_ENTRY_OTHER,   /* the register has brought one: typed only where another was asked for */
  MADO_CASE_ENTRY_FIRST,   /* to be typed */
  MADO_CASE_ENTRY_SECOND,  /* to be typed by somebody else than the first */
  MADO_CASE_ENTRY_AGAIN,   /* the two differ: the second looks once more */
  MADO_CASE_ENTRY_TYPED,   /* by this person, and somebody else goes on */
  MADO_CASE_ENTRY_DECIDED, /* agreed on, or on its way to whoever decides */
  MADO_CASE_ENTRY_DIFFERS, /* this person says which of the two it is */
} MadoCaseEntryStage;

typedef struct {
  MadoEntity *seen;
  GPtrArray *moves;     /* (element-type MadoCaseMove) */
  GPtrArray *findings;  /* (element-type MadoCaseFinding): those that stop it first */
  GPtrArray *banners;   /* (element-type MadoCaseBanner) */
  GPtrArray *looks;     /* (element-type MadoCaseLook): those that may apply */
  GPtrArray *conflicts; /* (element-type MadoCaseConflict) */
  GPtrArray *open;      /* (element-type utf8): the ids of the deficiencies that are open */
  GPtrArray *notes;     /* (element-type MadoCaseNote): the latest first */
  MadoCaseAsked asked;
  const MadoItem *note; /* (nullable): that this person writes to */
  const MadoItem *account;
  const char *applied_on; /* the day from which the account is: of the application */
  MadoCaseEntryStage stage;
  gboolean is_for_looking; /* nothing of it is offered */
} MadoCaseWork;

/* What it is made of. */
typedef struct {
  const MadoPerson *person;
  MadoEntity *seen; /* cut to what the person may see */
  MadoJudge *judge;
  MadoDate today;
  gboolean is_sent; /* nothing of what was done here waits to be sent */
} MadoCaseWorkSource;

MadoCaseWork *mado_case_work_new (const MadoCaseWorkSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_case_work_free (MadoCaseWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseWork, mado_case_work_free)

void mado_case_work_lay_down (MadoCaseWork *self);
gboolean mado_case_work_is_possible (const MadoCaseWork *self);
const MadoCaseMove *mado_case_work_find_move (const MadoCaseWork *self, MadoCaseMoveKind kind);
guint mado_case_work_count_stops (const MadoCaseWork *self);
guint mado_case_work_count_unseen (const MadoCaseWork *self);
char *mado_case_work_dup_standing (const MadoCaseWork *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
