/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the lowest layer. */

#include "mado-base-error.h"

/**
 * mado_base_error_quark:
 *
 * Returns: the domain of the errors of this layer
 */
G_DEFINE_QUARK (mado_base_error, mado_base_error)
