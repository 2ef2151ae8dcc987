/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

G_BEGIN_DECLS

/* What goes out of a programme and comes into it: letters, packets, forms; and when it has to be gone for good. */

typedef struct {
  const char *id;
  const char *label;
  const char *kind;    /* "letter", "pressure_postcard", "form" */
  const char *printer; /* the receiver that prints it */
  GPtrArray *items;
  MadoDuration due;
  gboolean says_reason; /* why the step was done that asked for it */
} MadoLetter;

typedef struct {
  const char *format;      /* "csv", "zengin" */
  const char *encoding;    /* "cp932", "utf-8" */
  const char *one_row_per; /* "case", "right" */
  const char *amount;      /* "sum of rights" */
  gboolean has_header;
} MadoPacketFile;

typedef struct {
  const char *id;
  const char *label;
  const char *to;   /* a receiver; "": it comes in */
  const char *from; /* a receiver */
  const char *medium;
  GPtrArray *steps; /* of the paper's flow chart */
  MadoRuleText when;
  MadoPacketFile file;
  GPtrArray *items;      /* that go out */
  const char *match;     /* what finds the case of a row that comes in: an item, or "batch row" */
  GPtrArray *must_equal; /* items that must have come back unchanged */
  MadoSection *rows;     /* (element-type MadoNamed): what a row says → transition */
  GPtrArray *sets;       /* items that a row brings */
  gboolean count_and_sum;
  const char *asked_back; /* "return", "erase", "return and erase" */
  gint64 signatures;      /* of how many people a batch needs before it leaves; 0: one approves it, at any time */
} MadoPacket;

typedef struct {
  const char *id; /* the heading */
  const char *item;
  const char *part;    /* of a name: "kana"; of an account: "bank", …; "": the item as it is */
  MadoSection *values; /* (element-type MadoNamed): what the form says → what is stored */
} MadoFormMapColumn;

/* Of a paper that is handed in with a form: which item can be read off it. */
typedef struct {
  const char *id; /* what stands in the name of its file; MADO_FORM_PAPER_ANY: whatever does */
  const char *item;
} MadoFormPaper;

#define MADO_FORM_PAPER_ANY "*"

/* A map of the rows of a file. They are applications; or targets that a register was asked for; or they name cases that
 * are there, and what is done with each; or they are kept beside the cases, as what a register says of people. */
typedef struct {
  const char *id;
  const char *label;
  const char *form; /* maps that share it are versions of one form, whose receipt numbers go on; "": its own id */
  const char *valid_from;
  const char *receipt; /* the heading of the receipt number, or of whatever else tells one row from all others */
  const char *gather; /* the heading whose number rows of one case share, instead of the receipt; "": a row is a case */
  const char *list;   /* of which each of these rows brings a row */
  const char *transition; /* that each case makes; "": the one that receives applications */
  GPtrArray *match;       /* (element-type utf8): items; not empty: rows of a reference, found by these */
  const char *unknown_columns;
  MadoSection *columns; /* (element-type MadoFormMapColumn) */
  MadoSection *papers;  /* (element-type MadoFormPaper): the first that fits */
} MadoFormMap;

typedef struct {
  const char *id;
  MadoDuration keep;
  const char *after;
  const char *then;
  const char *report; /* "": none */
} MadoRetention;

G_END_DECLS
