/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-pile.h"

G_BEGIN_DECLS

GBytes *mado_packing_list_print (const MadoDeskClerk *clerk,
                                 const MadoLetterPile *pile,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
