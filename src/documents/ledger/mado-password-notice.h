/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ledger-words.h"

G_BEGIN_DECLS

MadoManuscript *mado_password_notice_write (const char *medium,
                                            const char *password,
                                            const MadoLedgerHeading *heading,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
