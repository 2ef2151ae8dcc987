/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-inquiry-sheet.h"

G_BEGIN_DECLS

/* Inquiries out of a profile, as somebody may read them, the newest first. */

typedef enum {
  MADO_INQUIRY_BOOK_PENDING, /* those that are not closed */
  MADO_INQUIRY_BOOK_ALL,
} MadoInquiryBookScope;

GPtrArray *mado_inquiry_book_load (MadoDatabase *database,
                                   const MadoProgramme *programme,
                                   const MadoPerson *person,
                                   MadoInquiryBookScope scope,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_inquiry_book_load_about (MadoDatabase *database,
                                         const MadoProgramme *programme,
                                         const MadoPerson *person,
                                         MadoId subject,
                                         guint limit,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
