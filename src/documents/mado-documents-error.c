/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of this layer. */

#include "mado-documents-error.h"

/**
 * mado_documents_error_quark:
 *
 * Returns: the domain of the errors of this layer
 */
G_DEFINE_QUARK (mado_documents_error, mado_documents_error)
