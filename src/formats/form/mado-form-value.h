/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-form-heading.h"

G_BEGIN_DECLS

/* One field of a form. It borrows from the row that it was read from, and is good as long as that. The text of a value
 * that is not usable must not be taken for a date, a number or a name. */
typedef struct {
  const char *text;     /* cleaned; where it is refused, as much of what was typed as there is */
  const char *original; /* as typed, 〓 for characters that mean something on one machine only */
  char *gaiji;          /* (nullable): the bytes of those in the file, in hexadecimal, parted by spaces */
  gboolean is_usable;   /* nothing refuses it */

  /*< private >*/
  char *own_text; /* (nullable): where the text above does not lie in the field itself */
  char *own_original;
} MadoFormValue;

/* Where a value stands, and where what is odd about it is told. */
typedef struct {
  MadoFindings *findings;
  guint64 row;
  guint64 column;
  const char *field;
  const char *encoding; /* of the file, as iconv calls it */
} MadoFormPlace;

void mado_form_value_clean (MadoFormValue *out_value, MadoFormKind kind, const char *raw, const MadoFormPlace *place);
void mado_form_value_keep (MadoFormValue *out_value, const char *raw, const MadoFormPlace *place);
void mado_form_value_clear (MadoFormValue *value);

gboolean mado_form_is_blank (const char *text);
char *mado_form_trim (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
