/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-book.h"

G_BEGIN_DECLS

/* 管理簿 as a spreadsheet: a row for each entry that was signed. */

GBytes *mado_handover_table_write (const MadoHandoverBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
