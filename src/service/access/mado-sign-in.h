/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* Coming in and going out. */
extern const MadoDoorVerb mado_sign_in_verb;
extern const MadoDoorVerb mado_sign_out_verb;

gboolean mado_sign_in_begin (MadoKnock *self, MadoBackend *backend, const MadoAccount *account, GError **error);

G_END_DECLS
