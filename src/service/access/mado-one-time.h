/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* A password that a person gets from another, on paper or by telephone, and changes at once: letters and digits that
 * nobody mistakes for one another, in groups. 79 bits. */

MadoSecret *mado_one_time_draw (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
