/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-caller.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* Who is found by what stands in a box: the box keeps the keyboard, the arrows and Enter reach here from there. Emits
 * "found" when others are shown, "chosen" with a MadoCaller, or with NULL for none of these. */
#define MADO_TYPE_CALLER_LIST (mado_caller_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoCallerList, mado_caller_list, MADO, CALLER_LIST, AdwBin)

void mado_caller_list_offer_nobody (MadoCallerList *self);
void mado_caller_list_take_arrows (MadoCallerList *self, GtkWidget *box);
void mado_caller_list_look (MadoCallerList *self, MadoSession *session, const char *typed);
gboolean mado_caller_list_has_any (MadoCallerList *self);
void mado_caller_list_enter (MadoCallerList *self);
void mado_caller_list_tell (MadoCallerList *self, const GError *error);

G_END_DECLS
