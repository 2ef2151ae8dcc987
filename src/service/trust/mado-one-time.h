/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* What a person gets from another, on paper or by telephone, and uses once: a password that is changed at once, the
 * code of a terminal's invitation. Letters and digits that nobody mistakes for one another, neither 0 and O nor 1, I
 * and L, in groups. 79 bits: that it cannot be found by trying is also held by the number of tries. */

MadoSecret *mado_one_time_draw (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
