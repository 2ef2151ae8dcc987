/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-chain.h"
#include "mado-id.h"
#include "mado-outcome.h"

G_BEGIN_DECLS

#define MADO_LOG_HEADER_MAX_TEXT 256          /* bytes of each of its texts; a kind that is longer cannot be read: "" */
#define MADO_LOG_HEADER_MAX_LENGTH (8 * 1024) /* bytes of the whole */

/* What an entry of the log says of itself, without what it did: canonical JSON, and what its leaf is made of. */
typedef struct {
  gint64 seq;
  MadoInstant at;       /* official time */
  MadoId operation;     /* UUIDv7 */
  MadoId entity;        /* or MADO_ID_NONE */
  MadoId device;        /* of the terminal's profile; MADO_ID_NONE: the service's own entry */
  gint64 dseq;          /* its place in the journal of the device; 0: the service's own */
  const char *kind;     /* "case.edit"; "" where it cannot be read */
  const char *actor;    /* the account that was signed in; "" for the service */
  const char *terminal; /* as its certificate says; "" for the service */
  gint64 revision;      /* seq of the publication of the programme that judged it; 0: none */
  MadoOutcomeKind outcome;
  const char *code; /* (nullable): why it was refused */

  /* (nullable) of a publication: who signed it (mado-publication.h); both or none */
  const char *key;
  const char *signature;
} MadoLogHeader;

/* A header as it was read, which its texts live in. */
typedef struct _MadoLogText MadoLogText;

GBytes *mado_log_header_write (const MadoLogHeader *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

MadoLogText *mado_log_text_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_log_text_free (MadoLogText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLogText, mado_log_text_free)

const MadoLogHeader *mado_log_text_get_header (const MadoLogText *self);

gboolean mado_log_header_is_of (GBytes *text, gint64 seq, MadoId operation, MadoId entity);

G_END_DECLS
