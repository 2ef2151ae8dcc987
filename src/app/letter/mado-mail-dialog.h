/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* What is asked of whoever does something with letters. */
typedef enum {
  MADO_MAIL_ASKS_NOTHING = 0,
  MADO_MAIL_ASKS_REASON = 1 << 0,
  MADO_MAIL_ASKS_SHEET = 1 << 1,
  MADO_MAIL_ASKS_OFFICE = 1 << 2, /* the day, and how many */
  MADO_MAIL_ASKS_RETURN = 1 << 3, /* a number, a reason and a day */
} MadoMailAsks;

typedef struct {
  const char *title;
  const char *pledge; /* what is done, in a sentence */
  const char *button;
  MadoMailAsks asks;
  MadoMailAct act;
  const char *kind; /* (nullable): of a step */
  MadoId run;
  const char *sheet;  /* (nullable): which is known already */
  const char *letter; /* (nullable): of the programme */
  gint64 version;     /* of its words */
  gint64 count;       /* of letters that the post office gets */
} MadoMailAsk;

/* Repeats in a sentence what is done with letters, asks for what it needs, and does it. Closes when it is done, and
 * emits "done" with the job. */
#define MADO_TYPE_MAIL_DIALOG (mado_mail_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoMailDialog, mado_mail_dialog, MADO, MAIL_DIALOG, AdwDialog)

AdwDialog *mado_mail_dialog_new (MadoMailroom *room, const MadoMailAsk *ask);

G_END_DECLS
