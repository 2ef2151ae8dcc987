/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-pledge.h"

G_BEGIN_DECLS

/* What a ward's logs had lost of what was acknowledged. Terminals bring it back, and the next commit promises anew: so
 * it is written down beside the pledge at once, and stays until a person says to have looked at it; and then stays with
 * that person's name. */
typedef struct {
  char *stream;   /* or WARD.heads, as in a breach */
  gint64 pledged; /* the entry up to which it was acknowledged */
  gint64 head;    /* the last that was there; 0: none */
  MadoInstant found;
  MadoInstant seen; /* none: nobody has looked at it */
  char *by;         /* (nullable): who has */
} MadoWardLoss;

char *mado_ward_loss_dup_path (const char *folder, const char *ward) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_ward_loss_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_loss_say (const MadoPledgeBreach *breach);
gboolean mado_ward_loss_note (const char *path, const GArray *breaches, MadoInstant now, GError **error);
gboolean mado_ward_loss_acknowledge (const char *path, const char *by, MadoInstant now, guint *out_n, GError **error);

G_END_DECLS
