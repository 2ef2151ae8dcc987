/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-instant.h"

G_BEGIN_DECLS

/* When a place closes: whoever works there is warned some minutes before ("warned"), and then it is over ("over"). A
 * session that begins after that lasts until the place closes the next time. */
#define MADO_TYPE_CLOSING (mado_closing_get_type ())
G_DECLARE_FINAL_TYPE (MadoClosing, mado_closing, MADO, CLOSING, GObject)

#define MADO_CLOSING_WARNING 5U /* minutes before */

typedef MadoInstant (*MadoClosingClock) (void);

MadoClosing *mado_closing_new (MadoClosingClock clock, const char *closes) G_GNUC_WARN_UNUSED_RESULT;
void mado_closing_look (MadoClosing *self);

G_END_DECLS
