/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-book.h"

G_BEGIN_DECLS

/* What the shape of a letter book cannot say: that the programme has what it names, and approved it for whoever prints
 * the letter. */

void mado_letter_check (const MadoLetterBook *self,
                        const MadoProgramme *programme,
                        MadoFindLayout find_layout,
                        gpointer user_data,
                        GPtrArray *faults);

G_END_DECLS
