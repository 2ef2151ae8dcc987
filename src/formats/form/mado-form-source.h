/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-form-charset.h"

G_BEGIN_DECLS

/* A file that is read several times from the beginning: first for its charset, then as text. */
typedef struct _MadoFormSource MadoFormSource;

MadoFormSource *mado_form_source_new (GInputStream *stream) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_source_free (MadoFormSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormSource, mado_form_source_free)

gboolean mado_form_source_find_charset (MadoFormSource *self, MadoFormCharsetAnswer *out_answer, GError **error);
gboolean mado_form_source_begin (MadoFormSource *self, GError **error);
gboolean mado_form_source_read (MadoFormSource *self, const char **out_text, gsize *out_length, GError **error);
const char *mado_form_source_get_sha256 (const MadoFormSource *self);

G_END_DECLS
