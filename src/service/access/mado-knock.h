/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-admission.h"
#include "mado-proof.h"
#include "mado-service-side.h"
#include "mado-tally.h"
#include "mado-terminal-desk.h"

G_BEGIN_DECLS

/* Somebody at the door, with what he says. He is served in three steps: it is looked up what he has to prove; that is
 * worked out, apart from those who work; and it is decided, on what is so then. A step may be taken twice, and whoever
 * stops between two steps has changed nothing. */
typedef struct _MadoKnock MadoKnock;

/* Something that can be asked at the door. */
typedef struct {
  const char *name;                                                           /* the end of its path */
  gboolean (*look) (MadoKnock *self, MadoBackend *backend, GError **error);   /* (nullable): in a turn */
  gboolean (*decide) (MadoKnock *self, MadoBackend *backend, GError **error); /* in a turn that writes */
} MadoDoorVerb;

struct _MadoKnock {
  const MadoAccess *access;
  MadoTally *tally;
  const MadoDoorVerb *verb;
  char *terminal; /* by its certificate */
  char *token;    /* (nullable) */
  MadoAccessRequest request;

  MadoProof proof;
  MadoSecret *one_time; /* (nullable): a password that was drawn for somebody else */
  gboolean is_weighed;  /* accounts were held against a list: … */
  gint64 payees;        /* … so many, … */
  gint64 gone;          /* … and of them, those whose branch is not in it any more */

  gboolean is_answered; /* there is nothing more to do */
  gboolean is_nobody;   /* it takes a session, and there is none */
  MadoAccessReply reply;
  GBytes *list;                 /* (nullable): what is answered in the place of the reply */
  MadoTerminalWish wish;        /* what the desk of terminals is to do, which answers then */
  MadoServiceWish service_wish; /* likewise the house */
};

MadoKnock *mado_knock_new (const MadoAccess *access,
                           MadoTally *tally,
                           const MadoDoorVerb *verb,
                           const char *terminal,
                           const char *token,
                           MadoAccessRequest *request) G_GNUC_WARN_UNUSED_RESULT;
void mado_knock_free (MadoKnock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoKnock, mado_knock_free)

/* --- the steps */

gboolean mado_knock_look (MadoKnock *self, MadoBackend *backend, GError **error);
gboolean mado_knock_prove (MadoKnock *self, GError **error);
gboolean mado_knock_decide (MadoKnock *self, MadoBackend *backend, GError **error);
GBytes *mado_knock_write_answer (const MadoKnock *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- for verbs */

gboolean mado_knock_answer (MadoKnock *self, MadoAccessVerdict verdict);
gboolean mado_knock_admit (MadoKnock *self, MadoBackend *backend, MadoAdmission *out_admission, GError **error);
gboolean mado_knock_admit_unlocked (MadoKnock *self,
                                    MadoBackend *backend,
                                    MadoAdmission *out_admission,
                                    GError **error);
gboolean mado_knock_admit_proved (
    MadoKnock *self, MadoBackend *backend, const char *kind, MadoAdmission *out_admission, GError **error);
gboolean mado_knock_look_at_proof (MadoKnock *self, MadoBackend *backend, GError **error);
void mado_knock_ask_proof (MadoKnock *self, const char *known, const GPtrArray *earlier);
gboolean mado_knock_find_lock (MadoKnock *self, MadoBackend *backend, const char *account, GError **error);
gboolean mado_knock_has_proved (const MadoKnock *self, const MadoAccount *account);
gboolean mado_knock_fail (MadoKnock *self,
                          MadoBackend *backend,
                          const char *kind,
                          const char *account,
                          gboolean is_known,
                          MadoAccessVerdict verdict,
                          GError **error);
gboolean mado_knock_note (MadoKnock *self,
                          MadoBackend *backend,
                          const char *kind,
                          const char *actor,
                          MadoAccessVerdict verdict,
                          const char *detail,
                          GError **error);

G_END_DECLS
