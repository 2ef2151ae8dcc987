/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A service is set up on this machine, by `madoguchi-ctl service init`: as the machine's own, by the account of the
 * service; or only to try it, in a folder of whoever is there. */

typedef struct {
  char *address; /* where terminals find it, with its port */
  char *allow;   /* networks, separated by blanks */
  char *ward;
  char *administrator;
  char *overseer;
  char *backup;    /* folder */
  char *programme; /* (nullable): a file, published at once */
  char *trial;     /* (nullable): the folder where it is only tried; %NULL: the machine's own service */
} MadoSetUpWish;

void mado_set_up_wish_free (MadoSetUpWish *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSetUpWish, mado_set_up_wish_free)

/* Something that was looked at in the end. */
typedef struct {
  char *subject; /* "account", "configuration", … */
  char *state;   /* "good", "soon", "wrong" */
  char *what;    /* in the words of the command line; "" where it is good */
  char *remedy;
} MadoSetUpCheck;

typedef struct {
  char *administrator; /* passwords for once; "" where nothing was founded */
  char *overseer;
  char *refusal;     /* what was not done, in the words of the command line; "" where all was */
  char *code;        /* "": there is none: why it was refused, in a word */
  GPtrArray *checks; /* (element-type MadoSetUpCheck) */
} MadoSetUpAnswer;

void mado_set_up_answer_free (MadoSetUpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSetUpAnswer, mado_set_up_answer_free)

MadoSetUpAnswer *mado_set_up_answer_read (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_set_up_answer_is_good (const MadoSetUpAnswer *self);

gboolean mado_set_up_is_possible (void);
char *mado_set_up_dup_trial_folder (void) G_GNUC_WARN_UNUSED_RESULT;

void mado_set_up_run_async (const MadoSetUpWish *wish,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
MadoSetUpAnswer *mado_set_up_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
