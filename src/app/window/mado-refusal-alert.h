/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void mado_refusal_alert (GtkWidget *parent, const GError *error);

void mado_refusal_keep_in_sight (GtkLabel *label);
void mado_refusal_tell (GtkLabel *label, const char *text, GtkWidget *field);

G_END_DECLS
