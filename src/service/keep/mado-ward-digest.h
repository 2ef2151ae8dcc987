/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-walk.h"

G_BEGIN_DECLS

/* What a ward has, in numbers: of each room how many things are in it, and the hash of all of them. Two wards with the
 * same digest are the same, whichever backends they are in. */
typedef struct _MadoWardDigest MadoWardDigest;

typedef struct {
  MadoWardItemKind kind;
  char *stream; /* its name; "": of the whole ward */
  gint64 count;
  MadoHash hash;
} MadoWardSum;

MadoWardDigest *mado_ward_digest_new (void) G_GNUC_WARN_UNUSED_RESULT;
MadoWardDigest *mado_ward_digest_take (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ward_digest_sum_since (MadoBackend *backend,
                                     const MadoWardMark *since,
                                     MadoHash *out_sum,
                                     GError **error);
void mado_ward_digest_free (MadoWardDigest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardDigest, mado_ward_digest_free)

guint mado_ward_digest_count (const MadoWardDigest *self);
const MadoWardSum *mado_ward_digest_get (const MadoWardDigest *self, guint index);
void mado_ward_digest_add (MadoWardDigest *self, const MadoWardSum *sum);

char *mado_ward_sum_describe (const MadoWardSum *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_ward_digest_describe_difference (const MadoWardDigest *self,
                                            const MadoWardDigest *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
