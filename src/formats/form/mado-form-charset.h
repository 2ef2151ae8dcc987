/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  MADO_FORM_CHARSET_NONE, /* nothing fits */
  MADO_FORM_CHARSET_UTF_8,
  MADO_FORM_CHARSET_UTF_8_BOM,
  MADO_FORM_CHARSET_UTF_16LE,
  MADO_FORM_CHARSET_UTF_16BE,
  MADO_FORM_CHARSET_ISO_2022_JP,
  MADO_FORM_CHARSET_CP932,
  MADO_FORM_CHARSET_EUC_JP_MS,
} MadoFormCharset;

const char *mado_form_charset_get_name (MadoFormCharset charset);
const char *mado_form_charset_get_encoding (MadoFormCharset charset);
gsize mado_form_charset_get_mark_size (MadoFormCharset charset);

/* What the bytes of a whole file say about their charset. */
typedef struct {
  MadoFormCharset charset;
  gboolean is_guess;  /* two charsets fit about as well */
  gboolean is_broken; /* there is a byte that cannot be decoded */
  guint64 position;   /* where, from 0 */
} MadoFormCharsetAnswer;

typedef struct _MadoFormCharsetSearch MadoFormCharsetSearch;

MadoFormCharsetSearch *mado_form_charset_search_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_charset_search_free (MadoFormCharsetSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormCharsetSearch, mado_form_charset_search_free)

void mado_form_charset_search_push (MadoFormCharsetSearch *self, const guint8 *bytes, gsize length);
MadoFormCharsetAnswer mado_form_charset_search_finish (MadoFormCharsetSearch *self);

G_END_DECLS
