/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-picture-wire.h"

G_BEGIN_DECLS

/* A page of a paper, decoded by a process that can do nothing else. The codes of the errors are MadoPictureState. */

#define MADO_DECODER_ERROR (mado_decoder_error_quark ())
GQuark mado_decoder_error_quark (void);

typedef struct {
  GdkTexture *texture;
  guint n_pages; /* of the paper */
} MadoDecodedPage;

void mado_decoded_page_free (MadoDecodedPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDecodedPage, mado_decoded_page_free)

MadoDecodedPage *mado_decoder_read (GBytes *file, guint page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_decoder_read_async (
    GBytes *file, guint page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
MadoDecodedPage *mado_decoder_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *mado_decoder_get_words (int state);

G_END_DECLS
