/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-verdict.h"
#include "mado-argon2id.h"
#include "mado-audit-rules.h"
#include "mado-lease-rule.h"
#include "mado-stream.h"

G_BEGIN_DECLS

/* Who may come into a ward, what all of this room needs: the ward's name, time and chance, the price of a password,
 * what is normal there. It does not change, so threads share it. Whatever happens is noted in the stream "WARD/access":
 * a log like any other of the ward, chained and kept with them, so that one check goes through all. No password, token,
 * code or secret is in it, nor what somebody typed as the name of an account that there is not: that may be a password
 * in the wrong field.
 */
typedef struct _MadoAccess MadoAccess;

#define MADO_ACCESS_STREAM "access" /* in the place of a programme's id, so no programme can have it */

MadoAccess *mado_access_new (const char *ward,
                             const MadoChanceAndTime *means,
                             const MadoArgon2idCost *cost,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_access_free (MadoAccess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccess, mado_access_free)

const char *mado_access_get_ward (const MadoAccess *self);
MadoInstant mado_access_get_now (const MadoAccess *self);
const MadoArgon2idCost *mado_access_get_cost (const MadoAccess *self);
const char *mado_access_get_nobody (const MadoAccess *self);
const MadoAuditRules *mado_access_get_audit_rules (const MadoAccess *self);
void mado_access_set_audit_rules (MadoAccess *self, const MadoAuditRules *rules); /* before it is shared */
guint mado_access_find_lease_days (const MadoAccess *self, const char *programme);
void mado_access_set_lease_rule (MadoAccess *self, const MadoLeaseRule *rule); /* before it is shared */

/* Which place a terminal is for. Asked from several threads at once. */
typedef struct {
  char *(*dup_site) (gpointer user_data, const char *terminal); /* (nullable): %NULL: nobody asks where a terminal is */
  gpointer user_data;
} MadoTerminalSites;

/* Whether administrators of this ward see to the terminals of the service, which are those of all its wards. */
void mado_access_set_keeps_terminals (MadoAccess *self, gboolean keeps_terminals); /* before it is shared */
gboolean mado_access_keeps_terminals (const MadoAccess *self);

void mado_access_set_sites (MadoAccess *self, const MadoTerminalSites *sites); /* before it is shared */
char *mado_access_dup_site (const MadoAccess *self, const char *terminal) G_GNUC_WARN_UNUSED_RESULT;
MadoProgramme *mado_access_find_programme (const MadoAccess *self,
                                           const char *name,
                                           gint64 revision) G_GNUC_WARN_UNUSED_RESULT;
void mado_access_keep_programme (const MadoAccess *self, const char *name, gint64 revision, MadoProgramme *programme);

/* Kinds of entries. */
#define MADO_ACCESS_SIGN_IN "access.sign_in"
#define MADO_ACCESS_END "access.end" /* of a session; the detail says why */
#define MADO_ACCESS_PASSWORD "access.password"
#define MADO_ACCESS_SECOND_FACTOR "access.second_factor"
#define MADO_ACCESS_LEAVE "access.leave" /* to sign */
#define MADO_ACCESS_SHARE "access.share"
#define MADO_ACCESS_ACCOUNT "access.account" /* the detail says what was done with it */
#define MADO_ACCESS_PROPOSAL "access.proposal"
#define MADO_ACCESS_TERMINAL "access.terminal" /* the detail says what was done with it */
#define MADO_ACCESS_LISTS "access.lists"       /* the detail says which was taken into use */
#define MADO_ACCESS_SERVICE "access.service"   /* the detail says what it was to do */
#define MADO_ACCESS_SIGN_OFF "access.sign_off" /* of a report of the logs */
#define MADO_ACCESS_WALL "access.wall"         /* what was turned away before anybody was asked */

typedef struct {
  const char *kind;
  const char *actor;    /* "": nobody known */
  const char *terminal; /* "": the service's own */
  MadoAccessVerdict verdict;
  const char *account; /* (nullable): whose account it is about, where it is not the actor's */
  const char *detail;  /* (nullable): a word of ours */
  gint64 count;        /* how often; 0: once */
} MadoAccessEvent;

gboolean mado_access_note (const MadoAccess *self, MadoBackend *backend, const MadoAccessEvent *event, GError **error);

G_END_DECLS
