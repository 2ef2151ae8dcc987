/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the functions of this layer fail with. What is wrong with a file or a document itself is a finding. */

#define MADO_DOCUMENTS_ERROR (mado_documents_error_quark ())

typedef enum {
  MADO_DOCUMENTS_ERROR_FONTS,   /* a font that the documents are set in is not installed */
  MADO_DOCUMENTS_ERROR_REFUSED, /* the document must not or cannot be made; the findings say why */
  MADO_DOCUMENTS_ERROR_FAILED,  /* a page could not be drawn or written */
} MadoDocumentsError;

GQuark mado_documents_error_quark (void);

G_END_DECLS
