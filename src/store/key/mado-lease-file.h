/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-instant.h"
#include "mado-key-file.h"

G_BEGIN_DECLS

/* NAME.lease: the service's share of a profile's key, lent for as long as somebody may work without asking the service.
 * Whoever opens a profile by it says what time it is, and is held to what was seen of the time before. */

/* For how long it is lent. */
typedef struct {
  MadoInstant until;
  guint days; /* all in all; 0: as many as where nobody says */
} MadoLeaseTerm;

gboolean mado_lease_file_save (const char *profile, const MadoSecret *share, const MadoLeaseTerm *term, GError **error);
MadoSecret *mado_lease_file_take (const char *profile, MadoInstant now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_lease_file_renew (const char *profile, MadoInstant official, GError **error);
MadoInstant mado_lease_file_find_until (const char *profile);
gboolean mado_lease_file_destroy (const char *profile, GError **error);

G_END_DECLS
