/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme-text.h"

G_BEGIN_DECLS

/* What an object of a programme file may hold: a table of members, each with where its value goes in a struct. One
 * reader reads them all. `note` and `paper` may stand anywhere. */

/* A rule in the rule language, as text: one string, or a list of lines. */
typedef struct {
  const char *text; /* lines joined by newlines; "" where there is no rule */
  GPtrArray *lines; /* (element-type utf8): each knows its place in the file */
} MadoRuleText;

/* "2 office days" */
typedef struct {
  guint count;      /* 0: none */
  const char *unit; /* "office days", "bank days", "days", "months", "years" */
} MadoDuration;

/* A text, or a number in its digits. */
typedef struct {
  const char *text;
  gint64 number;
  gboolean is_number;
} MadoValue;

typedef enum {
  MADO_MEMBER_TEXT,     /* const char *, never empty */
  MADO_MEMBER_DATE,     /* const char *, a valid ISO date */
  MADO_MEMBER_DURATION, /* MadoDuration */
  MADO_MEMBER_NUMBER,   /* gint64, from 0 */
  MADO_MEMBER_MEASURE,  /* double, from 0, with up to two decimals: millimeters, points */
  MADO_MEMBER_FLAG,     /* gboolean */
  MADO_MEMBER_VALUE,    /* MadoValue */
  MADO_MEMBER_TEXTS,    /* GPtrArray *; one text stands for a list of one */
  MADO_MEMBER_RULE,     /* MadoRuleText */
  MADO_MEMBER_RULES,    /* GPtrArray * of MadoRuleText * */
  MADO_MEMBER_OBJECT,   /* a struct within the struct */
  MADO_MEMBER_SECTION,  /* MadoSection * of structs */
} MadoMemberKind;

typedef enum {
  MADO_MEMBER_OPTIONAL, /* absent: empty, 0 */
  MADO_MEMBER_REQUIRED,
  MADO_MEMBER_INHERITED, /* a list that is NULL where it is absent */
} MadoMemberPresence;

/* How the keys of a section are spelt. */
typedef enum {
  MADO_KEY_WORD, /* small ASCII letters, digits, "_", "-" */
  MADO_KEY_NAME, /* a word that rules use as a name: no "-", no digit first, no SQL keyword */
  MADO_KEY_DATE, /* an ISO date */
  MADO_KEY_FREE, /* any text */
} MadoKeyKind;

typedef struct _MadoShape MadoShape;

typedef struct {
  const char *name;
  MadoMemberKind kind;
  MadoMemberPresence presence;
  gsize offset;
  const MadoShape *shape;   /* of an object, or of a section's rows */
  const char *const *words; /* (nullable): the only texts that it may hold, ends with NULL */
} MadoMember;

struct _MadoShape {
  gsize size;                /* of the struct */
  MadoKeyKind key;           /* of a section of such rows */
  gboolean is_short;         /* what is no object is the first member alone */
  const MadoMember *members; /* ends with an empty one */
};

void mado_shape_read (const MadoShape *self, MadoProgrammeText *text, gpointer record, GPtrArray *faults);
void mado_rule_text_report (const MadoRuleText *self,
                            const MadoProgrammeText *text,
                            gsize byte,
                            const char *code,
                            const char *message,
                            GPtrArray *faults);

G_END_DECLS
