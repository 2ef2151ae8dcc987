/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* What was asked about one case, the newest first; each can be opened. */
#define MADO_TYPE_CASE_INQUIRIES (mado_case_inquiries_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseInquiries, mado_case_inquiries, MADO, CASE_INQUIRIES, AdwBin)

void mado_case_inquiries_show (MadoCaseInquiries *self, MadoSession *session, MadoId subject);

G_END_DECLS
