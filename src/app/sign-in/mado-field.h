/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-secret.h"

G_BEGIN_DECLS

/* Fields that take no Japanese, and the one whose content nobody may see. */

void mado_field_take_latin (GtkEditable *field);
MadoSecret *mado_field_take_secret (GtkEditable *field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
