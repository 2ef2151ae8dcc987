/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-id.h"
#include "mado-instant.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/reads: whose records were opened here, when and why. That there is an answer says that the
 * service has all of it. Who opened them is who says it: nobody speaks for somebody else. */

#define MADO_READS_MAX 500       /* of one request */
#define MADO_READS_MAX_REASON 32 /* bytes: a word of the program, and never what somebody typed */

typedef struct {
  gint64 number; /* from 1, growing: the device's own */
  MadoId entity;
  MadoInstant at; /* by the terminal's clock */
  char reason[MADO_READS_MAX_REASON + 1];
} MadoToldRead;

typedef struct {
  MadoId device; /* whose numbers they are */
  GArray *reads; /* (element-type MadoToldRead) */
} MadoReadsRequest;

MadoReadsRequest *mado_reads_request_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_reads_request_free (MadoReadsRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReadsRequest, mado_reads_request_free)

void mado_reads_request_add (MadoReadsRequest *self, gint64 number, MadoId entity, MadoInstant at, const char *reason);
GBytes *mado_reads_request_write (const MadoReadsRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoReadsRequest *mado_reads_request_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
