/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-title.h"
#include "mado-case-work.h"
#include "mado-history.h"
#include "mado-register-look.h"
#include "mado-session.h"
#include "mado-twins.h"

G_BEGIN_DECLS

/* A case as somebody reads it: what stands in it by the programme's words, cut to what this person may see, what
 * happened to it, and what is to be done. It never changes; a newer one takes its place. */

typedef enum {
  MADO_CASE_LINE_PLAIN,
  MADO_CASE_LINE_EMPTY,
  MADO_CASE_LINE_MASKED,   /* a part of it is shown */
  MADO_CASE_LINE_WITHHELD, /* it would tell where a protected person lives */
} MadoCaseLineKind;

typedef struct {
  const MadoItem *item; /* (nullable): that it is about */
  char *label;
  char *text;
  MadoCaseLineKind kind;
} MadoCaseLine;

typedef struct {
  char *label;
  GPtrArray *lines; /* (element-type MadoCaseLine) */
} MadoCaseSection;

typedef struct {
  MadoId id;
  gint64 version;
  MadoHash mark;       /* of all that it was made of: two with the same one say the same */
  guint n_done_here;   /* operations in this terminal's journal */
  gboolean is_waiting; /* one of them has not come back yet */
  MadoCaseTitle title;
  char *since; /* for people */
  gboolean is_protected;
  guint n_conflicts;
  GPtrArray *deficiencies; /* (element-type utf8): those that are open, a sentence each */
  GPtrArray *registers;    /* (element-type MadoRegisterLook): that this person reads */
  GPtrArray *sections;     /* (element-type MadoCaseSection): what is not compared with a register */
  GPtrArray *events;       /* (element-type MadoHistoryEvent): the latest first */
  MadoCaseWork *work;
  MadoTwins *twins;
} MadoCaseSheet;

/* What it is made of. */
typedef struct {
  MadoJudge *judge; /* of its programme */
  MadoDate today;
  const MadoPerson *person;
  MadoEntity *entity;       /* as it is in the file */
  const GPtrArray *journal; /* (element-type MadoJournalEntry): what was done with it here */
  const GPtrArray *answers; /* (element-type MadoReferenceAnswer): what registers say of it */
  const GPtrArray *others;  /* (element-type MadoEntity): cases that may be twins of it */
  const GPtrArray *about;   /* (nullable) (element-type MadoEntity): calls and letters about it, cut to what the person
                               may see; %NULL: none */
} MadoCaseSource;

MadoCaseSheet *mado_case_sheet_new (const MadoCaseSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_case_sheet_free (MadoCaseSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseSheet, mado_case_sheet_free)

void mado_case_sheet_load_async (
    MadoSession *session, MadoId id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
MadoCaseSheet *mado_case_sheet_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
