/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* HKDF-SHA-256 (RFC 5869): one key out of good secrets, such as the shares that together open a terminal's data. */

MadoSecret *mado_hkdf_derive (const MadoSecret *const *shares,
                              gsize n_shares,
                              GBytes *salt,
                              GBytes *purpose,
                              gsize length,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
