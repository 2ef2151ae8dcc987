/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-book.h"

G_BEGIN_DECLS

/* A book of letters out of its file, with everything that is wrong with it. */

MadoLetterBook *mado_letter_book_read (GBytes *file,
                                       const MadoProgramme *programme,
                                       MadoFindLayout find_layout,
                                       gpointer user_data,
                                       GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
