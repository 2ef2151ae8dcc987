/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-setting.h"

G_BEGIN_DECLS

/* Documents of one layout, one after another, into one PDF. Each has its number in the run, which stands on all of its
 * pages; none is lost and none counted twice. */
typedef struct _MadoPrintRun MadoPrintRun;

/* Where a document came to lie. */
typedef struct {
  guint serial;     /* from 1 */
  guint first_page; /* from 1 */
  guint n_pages;    /* on a sheet that is cut: 1 */
  guint cell;       /* of the sheet, from 0 */
} MadoPrinted;

MadoPrintRun *mado_print_run_new (MadoTypecase *typecase,
                                  const MadoLayout *layout,
                                  GOutputStream *stream,
                                  const char *id,
                                  const char *title,
                                  MadoDate day) G_GNUC_WARN_UNUSED_RESULT;
void mado_print_run_free (MadoPrintRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPrintRun, mado_print_run_free)

void mado_print_run_go_to (MadoPrintRun *self, guint serial, guint copy);
gboolean mado_print_run_add (MadoPrintRun *self,
                             const MadoManuscript *manuscript,
                             MadoPrinted *out_printed,
                             MadoFindings *findings,
                             GError **error);
gboolean mado_print_run_finish (MadoPrintRun *self, GError **error);
guint mado_print_run_get_n_documents (const MadoPrintRun *self);
guint mado_print_run_get_n_pages (const MadoPrintRun *self);

gboolean mado_print_run_mark (MadoSetting *setting, const char *run, guint serial, guint copy, GError **error);

G_END_DECLS
