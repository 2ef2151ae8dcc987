/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

G_BEGIN_DECLS

/* What the programme gives to whoever answers the telephone: how a caller is known, what may be read out to him of his
 * case, and answers that were agreed with the ward. */

/* Something that may be read out of a case. */
typedef struct {
  const char *id;
  GPtrArray *states; /* (element-type utf8): of the case; empty: whichever */
  MadoRuleText when; /* "": always */
  const char *say;   /* with fields in braces; it is said only where each has a value */
} MadoCallSentence;

/* A set phrase. Its id is the short code by which it is typed. */
typedef struct {
  const char *id;
  const char *label;
  const char *text;
} MadoCallPhrase;

/* A question that many ask, and the answer that was agreed. */
typedef struct {
  const char *id;
  const char *label; /* the question */
  gint64 version;    /* of the answer, from 1 */
  const char *category;
  GPtrArray *words; /* (element-type utf8): by which it is found beside what stands in it */
  GPtrArray *text;  /* (element-type utf8): the answer, a paragraph each */
} MadoCallScript;

typedef struct {
  GPtrArray *identity;     /* (element-type utf8): items that a caller says of himself */
  MadoDuration reply;      /* within which the ward answers what it is asked */
  MadoSection *categories; /* (element-type MadoNamed) */
  MadoSection *sentences;  /* (element-type MadoCallSentence), in the order in which they are read out */
  MadoSection *phrases;    /* (element-type MadoCallPhrase) */
  MadoSection *scripts;    /* (element-type MadoCallScript) */
} MadoCallBook;

G_END_DECLS
