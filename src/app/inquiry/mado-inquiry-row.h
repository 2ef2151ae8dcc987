/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiry-sheet.h"

G_BEGIN_DECLS

/* A line of a list of inquiries, which can be opened. */
GtkWidget *mado_inquiry_row_new (const MadoProgramme *programme, const MadoInquirySheet *sheet, MadoDate today);
MadoId mado_inquiry_row_get_id (GtkWidget *row);

G_END_DECLS
