/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-durable-file.h"
#include "mado-letter-press.h"

G_BEGIN_DECLS

gboolean mado_press_file_save (MadoLetterPress *press,
                               MadoPressPaper paper,
                               GFile *file,
                               MadoDurableFileMode mode,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
