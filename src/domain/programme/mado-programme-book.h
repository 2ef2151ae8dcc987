/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"
#include "mado-rule-book.h"

G_BEGIN_DECLS

/* The rules of a programme as books of the rule language: what each value and each answer of a book stands for. */

typedef enum {
  MADO_BOOK_ITEM,    /* MadoItem */
  MADO_BOOK_ACCOUNT, /* MadoItem; the part-th of its parts */
  MADO_BOOK_FACT,    /* none; the part-th MadoBookFact */
  MADO_BOOK_SEEN,    /* MadoVisualCheck */
  MADO_BOOK_TOTAL,   /* MadoTotal, the part-th */
  MADO_BOOK_RESULT,  /* none; the part-th answer of the ground book */
} MadoBookValueKind;

typedef enum {
  MADO_BOOK_TODAY,
  MADO_BOOK_DAY,
  MADO_BOOK_STATE,
  MADO_BOOK_STATE_SINCE,
  MADO_BOOK_OPEN_DEFICIENCIES,
  MADO_BOOK_RETURNED_OPEN,
  MADO_BOOK_ACCOUNT_AGREED,
  MADO_BOOK_N_FACTS,
} MadoBookFact;

typedef enum {
  MADO_BOOK_COMPUTED,     /* MadoComputed */
  MADO_BOOK_KEPT,         /* MadoItem */
  MADO_BOOK_REQUIRED,     /* MadoItem */
  MADO_BOOK_CHECK,        /* MadoCheck */
  MADO_BOOK_WHEN,         /* MadoRight */
  MADO_BOOK_AMOUNT,       /* MadoRight */
  MADO_BOOK_CLAIM,        /* MadoRight; the part-th of the key */
  MADO_BOOK_LOOK,         /* MadoRight; the part-th of the key */
  MADO_BOOK_VISUAL_CHECK, /* MadoVisualCheck */
  MADO_BOOK_TRANSITION,   /* MadoTransition */
  MADO_BOOK_QUEUE,        /* MadoQueue */
  MADO_BOOK_PACKET,       /* MadoPacket */
  MADO_BOOK_SENTENCE,     /* MadoCallSentence */
} MadoBookAnswerKind;

typedef struct {
  MadoBookValueKind kind;
  guint part;
  gconstpointer subject;
} MadoBookValue;

typedef struct {
  MadoBookAnswerKind kind;
  guint part;
  gconstpointer subject;
} MadoBookAnswer;

/* An item that must be there, always or where a rule says so. */
typedef struct {
  const MadoItem *item;
  gboolean is_always;
  guint answer; /* of the rule, where it is not always */
  guint place;  /* its value, of an account the first part; its answer where a rule keeps it */
} MadoBookNeed;

typedef struct {
  const MadoItemGroup *list; /* (nullable): the book is asked for each of its rows */
  MadoRuleBook *rules;
  GArray *values;    /* MadoBookValue, in the order of the values that the book takes */
  GArray *answers;   /* MadoBookAnswer, in the order of its results */
  GArray *needs;     /* MadoBookNeed */
  GHashTable *texts; /* what the book calls a rule → (element-type MadoRuleText) */
} MadoProgrammeBook;

/* The ground book computes what the rows of lists may know of the case; there is none where there are no lists. */
struct _MadoProgrammeBooks {
  MadoProgrammeBook *ground; /* (nullable) */
  MadoProgrammeBook *whole;
  GPtrArray *lists;     /* (element-type MadoProgrammeBook), in the order of the lists */
  GHashTable *counting; /* (element-type utf8): what is computed from totals, and the totals; in small letters */
};

MadoProgrammeBooks *mado_programme_books_new (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void mado_programme_books_free (MadoProgrammeBooks *self);

G_END_DECLS
