/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk.h"

G_BEGIN_DECLS

/* A desk where media are handed over, and what the first acts say. */

#define HANDOVER_MEDIUM                                                                                                \
  "{'kind':'medium','content':'支給予定データ','number':'%s','media':1,'records':250,'amount':12500000,"               \
  "'packet':'planned','encryption':'AES-256','place':'金庫 1'}"
#define HANDOVER_NOTICE                                                                                                \
  "{'kind':'password_notice','content':'パスワード通知書','number':'%s','media':1,'records':0,'medium':'%s'}"
#define HANDOVER_BAG "{'bag':'%s','seal':'%s'}"
#define HANDOVER_CARRY "{'receiver':'w-01','carrier':'見本 次郎','due_back':'2025-05-30'}"

Desk *handover_desk_new (void) G_GNUC_WARN_UNUSED_RESULT;
MadoId handover_desk_add_handler (Desk *desk, const char *account, const char *roles);

MadoId handover_desk_make_medium (Desk *desk, const char *number);
MadoId handover_desk_make_notice (Desk *desk, const char *number, MadoId medium);
void handover_desk_seal (Desk *desk, MadoId id, const char *bag, const char *number);
void handover_desk_carry (Desk *desk, MadoId id);

G_END_DECLS
