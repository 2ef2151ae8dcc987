/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-signature.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_PUBLICATION_KIND "programme.publish" /* of its entry */

/* Who answers for a programme in a stream, and signs that. Key and signature stand in the header of its entry in the
 * log, as hexadecimal digits, so that everybody who follows the log can hold them against the programme. */
typedef struct {
  const char *stream; /* "WARD/PROGRAMME" */
  const char *account;
  GBytes *programme; /* the file */
} MadoPublication;

gboolean mado_publication_sign (
    const MadoPublication *self, const MadoSigningKey *key, char **out_key, char **out_signature, GError **error);
gboolean mado_publication_verify (const MadoPublication *self, const char *key, const char *signature, GError **error);

G_END_DECLS
