/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-gathering.h"
#include "mado-letter-press.h"
#include "mado-letter-sample.h"
#include "mado-returned-mail.h"

G_BEGIN_DECLS

/* Something that somebody wants done with letters, and what came of it. What an act does not need is %NULL. Whoever
 * works on it has it alone; afterwards it may be read. */
typedef struct {
  MadoId run;
  char *letter; /* of the programme */
  char *list;   /* a work list */
  char *number; /* of a run, or of what came back */
  MadoId series;
  char *pattern; /* of a series that is opened first */
  gboolean is_enclosed;
  char *kind; /* of a step: "run.freeze", "notice.spoil", … */
  char *sheet;
  char *envelope;
  char *reason;
  char *office;
  gint64 count; /* at the post office */
  MadoDate day;
  MadoDate due;
  GCancellable *cancellable;

  MadoDeskClerk *clerk;
  MadoLetterGathering *gathering;
  MadoLetterPile *pile;
  MadoLetterPress *press; /* of the pile */
  MadoReturnedMail *mail;
  GPtrArray *templates;     /* (element-type MadoEntity): versions of the letter, the last first */
  MadoLetterSource *source; /* of the programme's letters, with the layouts that they name */
  char *text;               /* the words of the letter */
  gint64 version;           /* of them */
  GPtrArray *faults;        /* (element-type MadoProgrammeFault): of the text */
  MadoLetterSample *sample; /* of the text */
  GBytes *paper;            /* a PDF of a few pages */
  gboolean is_labels;       /* what is saved of the press: the labels of the envelopes */
  GFile *file;              /* into which it is saved */
  guint n_done;             /* letters that were written */
  gint permille;            /* how much of it is done; to be looked at meanwhile, by g_atomic_int_get() */
  const char *refused;      /* the code with which the work refused it */
  gboolean is_written;
} MadoMailJob;

MadoMailJob *mado_mail_job_new (MadoId run) G_GNUC_WARN_UNUSED_RESULT;
MadoMailJob *mado_mail_job_ref (MadoMailJob *self);
void mado_mail_job_unref (MadoMailJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMailJob, mado_mail_job_unref)

/* Runs on a thread of its own. Returns: whether it went through to the end; that it was refused is in the job. */
typedef gboolean (*MadoMailAct) (MadoMailJob *job, GError **error);

gboolean mado_mail_gather (MadoMailJob *job, GError **error);
gboolean mado_mail_make_run (MadoMailJob *job, GError **error);
gboolean mado_mail_load_run (MadoMailJob *job, GError **error);
gboolean mado_mail_step_run (MadoMailJob *job, GError **error);
gboolean mado_mail_step_letter (MadoMailJob *job, GError **error);
gboolean mado_mail_dispatch (MadoMailJob *job, GError **error);
gboolean mado_mail_send (MadoMailJob *job, GError **error);
gboolean mado_mail_press_sample (MadoMailJob *job, GError **error);
gboolean mado_mail_press_all (MadoMailJob *job, GError **error);
gboolean mado_mail_save_paper (MadoMailJob *job, GError **error);
gboolean mado_mail_print_list (MadoMailJob *job, GError **error);
gboolean mado_mail_take_back (MadoMailJob *job, GError **error);

gboolean mado_mail_load_templates (MadoMailJob *job, GError **error);
gboolean mado_mail_set_sample (MadoMailJob *job, GError **error);
gboolean mado_mail_write_template (MadoMailJob *job, GError **error);
gboolean mado_mail_approve_template (MadoMailJob *job, GError **error);
gboolean mado_mail_retire_template (MadoMailJob *job, GError **error);

G_END_DECLS
