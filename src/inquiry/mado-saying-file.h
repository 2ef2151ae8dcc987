/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-saying-book.h"

G_BEGIN_DECLS

/* What is said on the telephone as a file: for whoever words it in an editor, or brings it to the next year. */

GBytes *mado_saying_file_write (const MadoSayingBook *book) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_saying_file_read (GBytes *file,
                                  const MadoProgramme *programme,
                                  const MadoSayingBook *book,
                                  GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
