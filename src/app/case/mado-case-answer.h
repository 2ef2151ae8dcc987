/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"

G_BEGIN_DECLS

AdwDialog *mado_case_answer_begin (GtkWidget *page,
                                   MadoSession *session,
                                   const MadoCaseSheet *sheet,
                                   GCallback taken_cb);

G_END_DECLS
