/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-signature.h"

G_BEGIN_DECLS

/* An object that somebody signed: `"signature": {"key": hex, "value": hex}` over the canonical text of all the rest.
 * What a signature is worth depends on whose key it is, and that no text can say of itself. */

GBytes *mado_signed_json_sign (yyjson_val *object, const MadoSigningKey *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_signed_json_verify (yyjson_val *object, MadoPublicKey *out_signer, GError **error);

G_END_DECLS
