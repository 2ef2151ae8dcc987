/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-request.h"
#include "mado-access-verdict.h"
#include "mado-instant.h"

G_BEGIN_DECLS

#define MADO_ACCESS_TOKEN_SIZE 64           /* hexadecimal digits of a session's token, and of a share */
#define MADO_ACCESS_LEASE_DAYS 7            /* for so long a share is lent where the service does not say otherwise */
#define MADO_ACCESS_MOST_LEASE_DAYS 60      /* that it may say */
#define MADO_ACCESS_MAX_PAYEES G_MAXINT32   /* of a ward */
#define MADO_ACCESS_MAX_PICTURE (64 * 1024) /* bytes */
#define MADO_ACCESS_MAX_FILE (32 * 1024)    /* bytes */

/* What the service answers at the door. What does not belong to the answer is empty. */
typedef struct {
  MadoAccessVerdict verdict;
  MadoInstant until; /* of the lock, session, leave to sign, one-time password, lease; 0: none */
  guint lease_days;  /* of a lease, all in all: whoever renews it does so for as many; 0: there is none */
  char *token;       /* of a session that begins */
  char *one_time;    /* a password that lasts until it is changed, and not long; shown once */
  char *uri;         /* of the second factor: "otpauth://…", … */
  char *picture;     /* … and as a QR code: a line for each row of modules, 1 is black */
  char *lent;        /* the service's share of a profile's key, … */
  char *recovery;    /* … and the one that stands for a forgotten password */
  char *file;        /* of a terminal that is invited: mado-enrolment.h; … */
  char *code;        /* … the code that goes another way, shown once … */
  char *fingerprint; /* … and of the authority, to be compared there: hexadecimal digits */
  char *account;     /* who is signed in, … */
  GPtrArray *grants; /* (nullable) (element-type MadoGrant): … as what, where he is in charge today */
  gint64 payees;     /* whose accounts a list of banks was held against, where it was; … */
  gint64 gone;       /* … of them, those whose branch is not in it any more */
  gboolean is_weighed;
  gboolean is_administrator;
  gboolean is_overseer;
  gboolean must_change; /* the password, before anything else */
} MadoAccessReply;

GBytes *mado_access_reply_write (const MadoAccessReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_access_reply_read (GBytes *text, MadoAccessReply *out_reply, GError **error);
void mado_access_reply_clear (MadoAccessReply *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoAccessReply, mado_access_reply_clear)

G_END_DECLS
