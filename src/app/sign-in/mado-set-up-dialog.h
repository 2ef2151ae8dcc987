/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks what a new service has to be told, has it made on this machine (mado-set-up.h), and ends with what was looked
 * at: whether it may start, and what to do next. */

AdwDialog *mado_set_up_dialog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
