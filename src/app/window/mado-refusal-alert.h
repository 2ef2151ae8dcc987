/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void mado_refusal_alert (GtkWidget *parent, const GError *error);

G_END_DECLS
