/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"
#include "mado-log-place.h"
#include "mado-outcome.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/push: what was done on a terminal goes to the service. */

#define MADO_PUSH_MAX_OPERATIONS 500
#define MADO_PUSH_WORTH_PACKING 512        /* bytes: it is packed once, where an answer is for two hundred terminals */
#define MADO_PUSH_MAX_LENGTH (1024 * 1024) /* bytes of the operations' texts; one may always go alone */

/* An entry of a terminal's journal on its way. */
typedef struct {
  gint64 dseq;
  MadoHash hash; /* of the text */
  GBytes *text;  /* (nullable): %NULL: erased where it was written */
  gboolean is_withdrawn;
  gboolean goes_on; /* more of its group follows: the service keeps it aside until all of it is there */
} MadoPushedOperation;

typedef struct {
  MadoId device;
  gint64 epoch;
  guint64 nonce;      /* comes back in the reply: a late reply to another request is not taken for this one's */
  MadoHash before;    /* the journal's chain before the first operation */
  GArray *operations; /* (element-type MadoPushedOperation): in order, without gaps */
} MadoPushRequest;

typedef enum {
  MADO_PUSH_TAKEN,
  MADO_PUSH_FORKED, /* the service has another journal of this device: it goes on under a new device id */
  MADO_PUSH_GAP,    /* something before the first operation is missing: see @received */
} MadoPushVerdict;

/* What came of an operation that the log had before: its entry may lie behind what the terminal loaded, and would never
 * come to it as news. And of one that is in the log under another id than its own (it was erased, cannot be read, or
 * another operation has its id), whose entry the terminal would not know for its own. */
typedef struct {
  gint64 dseq;
  gint64 seq;
  MadoOutcomeKind outcome;
  char *code; /* (nullable) */
} MadoKnownOperation;

typedef struct {
  gint64 epoch;
  guint64 nonce;
  MadoPushVerdict verdict;
  gint64 received; /* the last dseq that the service has, … */
  MadoHash chain;  /* … and the journal's chain there */
  MadoLogPlace head;
  GArray *known; /* (element-type MadoKnownOperation): in the order of the journal */
} MadoPushReply;

MadoPushRequest *mado_push_request_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_push_request_free (MadoPushRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPushRequest, mado_push_request_free)

GBytes *mado_push_request_write (const MadoPushRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPushRequest *mado_push_request_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

MadoPushReply *mado_push_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_push_reply_free (MadoPushReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPushReply, mado_push_reply_free)
GBytes *mado_push_reply_write (const MadoPushReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPushReply *mado_push_reply_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
