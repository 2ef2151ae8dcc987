/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-log-place.h"
#include "mado-served-entry.h"
#include "mado-service-row.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/pull: the log since a place. It waits until there is something, or @wait is over. */

#define MADO_PULL_MAX_ENTRIES 500
#define MADO_PULL_MAX_LENGTH (1024 * 1024) /* bytes of text; one entry may always go alone */
#define MADO_PULL_MAX_WAIT 25              /* seconds: less than what forgets an idle connection on the way */

typedef struct {
  MadoId device; /* whose salts come along */
  gint64 epoch;
  guint64 nonce;
  MadoHash sight; /* what the rows that are here were cut for */
  MadoLogPlace after;
  guint wait; /* seconds */
} MadoPullRequest;

typedef enum {
  MADO_PULL_TAKEN,
  MADO_PULL_REWOUND,   /* the service's log does not hold that place: another epoch, an old backup */
  MADO_PULL_RESIGHTED, /* this person sees something else now (roles, another programme): all is loaded anew */
} MadoPullVerdict;

typedef struct {
  gint64 epoch;
  guint64 nonce;
  MadoPullVerdict verdict;
  MadoLogPlace head; /* when @rows were read: rows may be ahead of @entries, never of it */
  GArray *entries;   /* (element-type MadoServedEntry): from @after on */
  GArray *rows;      /* (element-type MadoServiceRow): each entity that the entries touched, once */
} MadoPullReply;

GBytes *mado_pull_request_write (const MadoPullRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_pull_request_read (GBytes *text, MadoPullRequest *out_request, GError **error);

MadoPullReply *mado_pull_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_pull_reply_free (MadoPullReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPullReply, mado_pull_reply_free)
GBytes *mado_pull_reply_write (const MadoPullReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPullReply *mado_pull_reply_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
