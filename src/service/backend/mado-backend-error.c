/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the backends. */

#include "mado-backend-error.h"

/**
 * mado_backend_error_quark:
 *
 * Returns: the domain of the errors of the backends
 */
G_DEFINE_QUARK (mado_backend_error, mado_backend_error)
