/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of one encoding in, UTF-8 out, piece by piece. Strict: what is no character of the encoding ends the work. */
typedef struct _MadoFormDecoder MadoFormDecoder;

MadoFormDecoder *mado_form_decoder_new (const char *encoding) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_decoder_free (MadoFormDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormDecoder, mado_form_decoder_free)

gboolean mado_form_decoder_push (MadoFormDecoder *self, const guint8 *bytes, gsize length, GString *text);
gboolean mado_form_decoder_finish (const MadoFormDecoder *self);
guint64 mado_form_decoder_get_position (const MadoFormDecoder *self);

G_END_DECLS
