/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-book.h"

G_BEGIN_DECLS

/* Where the words of a programme's letters come from: its book, and for one letter a version that was written since;
 * with the layouts that they are set in. For one thread at a time. */
typedef struct _MadoLetterSource MadoLetterSource;

MadoLetterSource *mado_letter_source_load (const MadoProgramme *programme, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_source_free (MadoLetterSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterSource, mado_letter_source_free)

MadoLetterBook *mado_letter_source_read (MadoLetterSource *self,
                                         const char *letter,
                                         const char *text,
                                         GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
const MadoLayout *mado_letter_source_find_layout (MadoLetterSource *self, const char *id);
char *mado_letter_source_dup_text (const MadoLetterSource *self, const char *letter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
