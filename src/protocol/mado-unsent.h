/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-push.h"
#include "mado-reads.h"

G_BEGIN_DECLS

/* POST /v1/unsent: what a terminal did not send before its end, in an envelope for the service's key (mado-order.h).
 * Inside is what it would have pushed, and to which stream; or a piece of an attachment whose bytes were not sent; or
 * what somebody looked at there and the service was not told. */
typedef struct {
  char *ward;
  char *programme;
  MadoPushRequest *push;   /* (nullable): there is something else */
  MadoReadsRequest *reads; /* (nullable): the same; … */
  char *account;           /* … and whose eyes they were */
  GBytes *piece;           /* (nullable): the same; … */
  MadoId operation;        /* … that attached it, … */
  MadoHash hash;           /* … of all its bytes, … */
  gint64 first, size;      /* … the place of the piece's first, and how many there are */
} MadoUnsent;

#define MADO_UNSENT_PIECE (3 * 1024 * 1024) /* bytes of an attachment in one envelope, at most */
#define MADO_UNSENT_MAX_ATTACHMENT (1024 * 1024 * 1024)

#define MADO_UNSENT_PURPOSE "madoguchi unsent work"

GBytes *mado_unsent_write (const MadoUnsent *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoUnsent *mado_unsent_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_unsent_free (MadoUnsent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoUnsent, mado_unsent_free)

G_END_DECLS
