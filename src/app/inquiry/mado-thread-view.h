/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-inquiry-sheet.h"

G_BEGIN_DECLS

/* The thread of an inquiry: what the desk and the ward wrote, in the order in which they did. */
void mado_thread_view_show (GtkListBox *list, const MadoInquirySheet *sheet);

G_END_DECLS
