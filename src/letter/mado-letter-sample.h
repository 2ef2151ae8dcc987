/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"
#include "mado-finding.h"
#include "mado-letter-source.h"
#include "mado-pen.h"

G_BEGIN_DECLS

/* A letter as it would come out of the printer, in words that nobody may have written down yet, for somebody at this
 * profile. For one thread at a time. */
typedef struct _MadoLetterSample MadoLetterSample;

MadoLetterSample *mado_letter_sample_new (const MadoDeskClerk *clerk,
                                          const char *letter,
                                          const char *text,
                                          GPtrArray *faults,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_sample_free (MadoLetterSample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterSample, mado_letter_sample_free)

void mado_letter_sample_get_size (const MadoLetterSample *self, double *out_width, double *out_height);
const MadoFindings *mado_letter_sample_get_findings (const MadoLetterSample *self);
guint mado_letter_sample_get_n_pages (const MadoLetterSample *self);
char *mado_letter_sample_dup_words (const MadoLetterSample *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_sample_draw (const MadoLetterSample *self, guint page, cairo_t *cairo);
GBytes *mado_letter_sample_print (MadoLetterSample *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
