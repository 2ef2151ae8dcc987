/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thing wrong, or odd, in something that came from outside: what (a code that never changes), how bad, and the
 * place. Readers collect all findings, not the first; nothing in a finding is personal data. */

typedef enum {
  MADO_SEVERITY_WARNING, /* taken, but somebody should look */
  MADO_SEVERITY_ERROR,   /* refused */
} MadoSeverity;

typedef struct {
  const char *code; /* static, e.g. "E_LEN" */
  MadoSeverity severity;
  guint64 record; /* row or record, from 1; 0: the input as a whole */
  guint64 place;  /* byte or column, from 1; what else the format's page says */
  char *field;    /* (nullable): the field's name */
} MadoFinding;

typedef struct _MadoFindings MadoFindings;

MadoFindings *mado_findings_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_findings_free (MadoFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFindings, mado_findings_free)

void mado_findings_add (MadoFindings *self, const char *code, guint64 record, guint64 place, const char *field);
guint mado_findings_get_count (const MadoFindings *self);
const MadoFinding *mado_findings_get (const MadoFindings *self, guint index);
gboolean mado_findings_have_errors (const MadoFindings *self);

G_END_DECLS
