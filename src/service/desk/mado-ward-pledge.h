/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* How far the logs of a ward were when somebody was told that they are: a file beside the ward, not in it. A
 * write-ahead log whose end cannot be read, a file of yesterday, a server that came back from an older disk: each looks
 * whole by itself, and is shorter than what was acknowledged. It is written without a sync, after the commit: after a
 * power cut it may say less than was promised, never more. */
typedef struct _MadoWardPledge MadoWardPledge;

/* A log that does not hold what was acknowledged; or WARD.heads, that does not have all lines that were signed. */
typedef struct {
  char *stream;   /* or the name of that file */
  gint64 pledged; /* the entry up to which it was acknowledged; or lines */
  gint64 head;    /* the last that is there; 0: none; or lines */
} MadoPledgeBreach;

char *mado_ward_pledge_dup_path (const char *folder, const char *ward) G_GNUC_WARN_UNUSED_RESULT;

MadoWardPledge *mado_ward_pledge_open (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_pledge_free (MadoWardPledge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardPledge, mado_ward_pledge_free)

void mado_ward_pledge_note (MadoWardPledge *self, const char *stream, const MadoStreamStand *stand);
void mado_ward_pledge_adopt (MadoWardPledge *self, const char *stream, const MadoStreamStand *stand);
void mado_ward_pledge_write (MadoWardPledge *self);
GArray *mado_ward_pledge_find_breaches (const MadoWardPledge *self,
                                        MadoBackend *backend,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *mado_ward_pledge_ref_stands (const MadoWardPledge *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_pledge_breach_describe (const MadoPledgeBreach *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
