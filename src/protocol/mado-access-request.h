/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* POST /v1/a/WARD/VERB: what somebody says to come in, or about an account. Which members a verb wants stands in
 * docs/protocol.md; what is not said is empty. */

#define MADO_ACCESS_MAX_PASSWORD 256 /* bytes */
#define MADO_ACCESS_MAX_GRANTS 64    /* programmes and roles of an account together */

/* A role in a programme. */
typedef struct {
  char *programme; /* without its ward */
  char *role;
} MadoGrant;

GPtrArray *mado_grants_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_grants_add (GPtrArray *self, const char *programme, const char *role);

typedef struct {
  char *account;        /* of whom */
  MadoSecret *password; /* (nullable) */
  MadoSecret *next;     /* (nullable): the password from now on */
  char *code;           /* of an authenticator */
  char *programme;      /* of a profile */
  GPtrArray *grants;    /* (element-type MadoGrant) */
  gboolean is_administrator;
  gboolean is_overseer;
  char *from;           /* the first day of a report of the logs … */
  char *until;          /* … and its last */
  char *report;         /* its digest */
  char *terminal;       /* its name … */
  char *site;           /* … the place that it is for; … */
  gboolean is_lost;     /* … and whether somebody else has it: it may not even hand in what it did not send */
  char *release;        /* of the program that is signed in with, and … */
  char *system;         /* … what it runs on: for whoever keeps terminals up to date */
  char *list;           /* a reference list: its name … */
  char *day;            /* … the day that it is of, … */
  GBytes *text;         /* (nullable): … and all of it */
  gboolean is_recovery; /* the share that opens a profile without its password, too */
} MadoAccessRequest;

GBytes *mado_access_request_write (const MadoAccessRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_access_request_read (GBytes *text, MadoAccessRequest *out_request, GError **error);
void mado_access_request_clear (MadoAccessRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoAccessRequest, mado_access_request_clear)

/* for src/protocol/ and the records of the service */
typedef struct _MadoWireReader MadoWireReader;
typedef struct _MadoWireWriter MadoWireWriter;
void mado_grants_write (const GPtrArray *self, MadoWireWriter *writer, const char *name);
GPtrArray *mado_grants_read (MadoWireReader *reader, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
