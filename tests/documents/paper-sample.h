/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-layout.h"
#include "mado-letter-book.h"

G_BEGIN_DECLS

/* Programmes, layouts, letters and cases for tests of paper. */

GBytes *paper_sample_load (const char *path);
MadoProgramme *paper_sample_load_programme (const char *id);
MadoLayout *paper_sample_load_layout (const char *id);
MadoEntity *paper_sample_read (const char *text);
char *paper_sample_replace (const char *text, const char *from, const char *to);

/* Layouts that a book of letters asks for, by the name of MadoFindLayout; @user_data is a table of those found before.
 */
const MadoLayout *paper_sample_find_layout (gpointer layouts, const char *id);
GHashTable *paper_sample_new_layouts (void);

G_END_DECLS
